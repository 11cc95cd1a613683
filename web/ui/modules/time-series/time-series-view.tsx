import { computed, useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import { annotationsFor } from '../../../workbench/edits/annotations.ts';
import { Chart } from '../../charts/chart.tsx';
import { annotationWords } from '../../charts/layers/annotations.ts';
import type { LiveChart } from '../../charts/live-chart.ts';
import { useLinks } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { namesOf, shownEnsembles, useStable, withColumns } from '../shown-ensembles.ts';
import { TakeAway } from '../take-away/take-away.tsx';
import { WhenShown } from '../when-shown.tsx';
import { columnsOf } from './columns.ts';
import type { TimeSeriesSettings } from './index.ts';
import { Legend, MisfitLines } from './legend.tsx';
import { distinguish, type Look, parameterExtent } from './look.ts';
import { historiesOf, misfitsOf, observedOf } from './observed.ts';
import { overlayOf } from './overlay-of.ts';
import { pictureOf } from './picture.ts';
import { type Pointed, pointedAt } from './pointed.ts';
import { Readout } from './readout.tsx';
import { TimeSeriesControls } from './time-series-controls.tsx';
import { tracesOf } from './traces.ts';

/** How near in CSS pixels a click must be to a line to mean it. */
const REACH = 16;
const HINT = 'Drag to zoom, double click to see all. A click pins the realization.';

/** Vectors over time, for each ensemble its realizations, mean and percentiles. */
export function TimeSeriesView(props: ModuleProps<TimeSeriesSettings>) {
  const { settings, workbench } = props;
  const listed = shownEnsembles(workbench, settings.ensembles);
  const names = namesOf(listed.ensembles, 'vectors');
  const vectors = [settings.vector || (names[0] ?? ''), ...(settings.more ?? [])];
  const shown = withColumns(workbench, listed, {
    vectors: [...vectors, ...historiesOf(vectors, names)],
    parameters: settings.parameter === undefined ? [] : [settings.parameter],
  });
  const groups = settings.apart ? vectors.map((vector) => [vector]) : [vectors];
  return (
    <>
      <TimeSeriesControls {...props} ensembles={listed.ensembles} vectors={vectors} />
      <WhenShown shown={shown} missing={null}>
        {groups.map((group) => (
          <Lines key={group.join()} {...props} ensembles={shown.ensembles} vectors={group} />
        ))}
      </WhenShown>
    </>
  );
}

interface LinesProps extends ModuleProps<TimeSeriesSettings> {
  ensembles: ReturnType<typeof shownEnsembles>['ensembles'];
  vectors: readonly string[];
}

/** One chart of some vectors. */
function Lines(props: LinesProps) {
  const { id, settings, change, workbench } = props;
  const content = workbench.content.value;
  const { ranks: own, between, minus: minusId } = settings;
  const pointed = useSignal<Pointed | null>(null);
  const chart = useRef<LiveChart | null>(null);
  const links = useLinks(workbench, id);
  const ensembles = useStable(props.ensembles);
  const vectors = useStrings(props.vectors);
  const annotations = useStable(annotationsFor(content, { moduleId: id, vectors, timeAxis: true }));
  const ranks = own ?? content.settings.percentiles;
  const count = percentilesCount(content);
  const minus = ensembles.find((ensemble) => ensemble.id === minusId);

  const traces = useMemo(
    () => tracesOf(ensembles, { vectors, ranks, count, between, minus }),
    [ensembles, vectors, ranks, count, between, minus],
  );
  const look = useMemo(
    (): Look => ({ ...lookOf(settings, minus?.name), ...distinguish(traces.list, settings) }),
    [settings, traces, minus],
  );
  const observed = useMemo(
    () => (settings.observed === false || minus ? [] : observedOf(traces.list)),
    [traces, settings.observed, minus],
  );
  const misfits = useMemo(
    () => (settings.observed === false || minus ? new Map() : misfitsOf(traces.list)),
    [traces, settings.observed, minus],
  );
  const ramp = useMemo(() => {
    const { colorBy, parameter = '' } = settings;
    const extent = colorBy === 'parameter' ? parameterExtent(traces.list, parameter) : null;
    return extent && { name: parameter, ...extent };
  }, [settings.colorBy, settings.parameter, traces]);
  const picture = useMemo(
    () => pictureOf(traces, look, observed, annotations),
    [traces, look, observed, annotations],
  );
  const overlay = useMemo(
    () =>
      computed(() =>
        overlayOf(traces, look, links.time.value, links.realization.value, links.brush.value),
      ),
    [traces, look, links],
  );
  if (traces.list.length === 0) {
    return <p class="module-gap muted">{[lacking(vectors), ...traces.refused].join(' ')}</p>;
  }
  return (
    <>
      <div class="chart-frame">
        <Chart
          onChart={(live) => {
            chart.current = live;
          }}
          picture={picture}
          zoom={settings.zoom ?? null}
          onZoom={(zoom) => change({ zoom })}
          overlay={overlay}
          summary={traces.summary + annotationWords(annotations)}
          onCursor={(cursor) => {
            const at = pointedAt(traces, cursor);
            pointed.value = at;
            links.time.value = at?.time ?? null;
            links.realization.value = at?.nearest ? realizationOf(at.nearest) : null;
          }}
          onClick={() => {
            const nearest = pointed.peek()?.nearest;
            if (!nearest || nearest.distance > REACH) return;
            change({ pinned: toggled(settings, realizationOf(nearest)) });
          }}
        />
        <Readout traces={traces} look={look} observed={observed} pointed={pointed} />
      </div>
      <Legend traces={traces} look={look} observed={observed.length > 0} ramp={ramp} hint={HINT}>
        <MisfitLines misfits={misfits} />
        <TakeAway
          moduleId={id}
          chart={chart}
          title={`${vectors.join(', ')} over time`}
          legend={traces.list.map((trace) => ({
            name: `${trace.ensemble.name} ${trace.vector}`,
            color: look.colorOf(trace),
          }))}
          columns={() => columnsOf(traces)}
        />
      </Legend>
    </>
  );
}

function lookOf(settings: TimeSeriesSettings, minus = '') {
  const { realizations, mean, percentiles, minMax = false, log = false } = settings;
  const { low = null, high = null } = settings;
  return { realizations, mean, bands: percentiles, minMax, log, low, high, minus };
}

function realizationOf({ trace, row }: NonNullable<Pointed['nearest']>) {
  return { ensembleId: trace.ensemble.id, realization: trace.realizations[row] ?? -1 };
}

type Pinned = NonNullable<TimeSeriesSettings['pinned']>;

/** Pinned if it was not, else not any more. */
function toggled({ pinned = [] }: TimeSeriesSettings, one: Pinned[number]): Pinned {
  const isOther = (other: Pinned[number]) =>
    other.ensembleId !== one.ensembleId || other.realization !== one.realization;
  const others = pinned.filter(isOther);
  return others.length < pinned.length ? others : [...pinned, one].slice(-20);
}

function lacking(vectors: readonly string[]): string {
  return `No ensemble shown here has ${vectors.map((name) => `a vector "${name}"`).join(' or ')}.`;
}

function useStrings(list: readonly string[]): readonly string[] {
  return useMemo(() => list, [list.join('\n')]);
}
