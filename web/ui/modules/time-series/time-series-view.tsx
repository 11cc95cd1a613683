import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import { areBandsThere } from '../../../workbench/numbers/bands-there.ts';
import { RampKey, rampWords } from '../legend-parts.tsx';
import { useDashboardDate, useLinks } from '../linking/links.ts';
import type { ModuleProps } from '../module.ts';
import { ModuleChart, useOverlay } from '../module-chart.tsx';
import { absentWords } from '../quantity.ts';
import {
  namesOf,
  type ShownEnsemble,
  shownEnsembles,
  useAnnotations,
  useCounted,
  useStable,
  withColumns,
} from '../shown-ensembles.ts';
import { Skeleton, WhenShown } from '../when-shown.tsx';
import { columnsOf } from './columns.ts';
import { NO_REALIZATION } from './difference.ts';
import type { TimeSeriesSettings } from './index.ts';
import {
  Details,
  fewInWords,
  Legend,
  legendEntries,
  legendWords,
  pairsInWords,
  useZoomHint,
} from './legend.tsx';
import { colouring, distinguish, type Look } from './look.ts';
import { historiesOf, type Misfits, misfitsOf, observedOf } from './observed.ts';
import { pictureOf } from './picture.ts';
import { overlayOf, type Pointed, pointedAt } from './pointed.ts';
import { Readout, readoutWidth } from './readout.tsx';
import { TimeSeriesControls } from './time-series-controls.tsx';
import { NO_TRACES, statisticsOf, tracesOf } from './traces.ts';

const MINUS_LOST =
  'The ensemble to subtract is not loaded or no longer in this session, so nothing is subtracted.';

/** Maximum distance between a click and the line it pins, in CSS pixels. */
const REACH = 16;

/** Vectors over time, for each ensemble its realizations, mean and percentiles. */
export function TimeSeriesView(props: ModuleProps<TimeSeriesSettings>) {
  const { settings, shared, workbench } = props;
  const { ensembles: which, minus } = settings;
  // The ensemble that is subtracted must be loaded, although it is not drawn.
  const listed = shownEnsembles(
    workbench,
    shared,
    minus && which !== 'all' ? [...new Set([...which, minus])] : which,
  );
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
  ensembles: readonly ShownEnsemble[];
  vectors: readonly string[];
}

/** One chart of some vectors. */
function Lines(props: LinesProps) {
  const { id, settings, shared, workbench } = props;
  const { isKnown, learn } = useZoomHint();
  const change = (changes: Partial<TimeSeriesSettings>) => {
    if ('zoom' in changes || 'pinned' in changes) learn();
    props.change(changes);
  };
  const { ranks: own, between, minus: minusId } = settings;
  const pointed = useSignal<Pointed | null>(null);
  const links = useLinks(workbench, id);
  const ensembles = useStable(props.ensembles);
  const vectors = useMemo(() => props.vectors, [props.vectors.join('\n')]);
  const ranks = own ?? shared.settings.percentiles;
  const count = percentilesCount(shared);
  const minus = ensembles.find((ensemble) => ensemble.id === minusId);
  const annotations = useAnnotations(shared, {
    moduleId: id,
    // Thresholds are values of the vector, not of a difference.
    vectors: minus ? [] : vectors,
    timeAxis: true,
  });
  const isMeasured = settings.observed !== false && !minus;

  const asked = { vectors, ranks, count, between, minus };
  const isCounted = areBandsThere(statisticsOf(ensembles, asked));
  const counted = useCounted(isCounted, () => tracesOf(ensembles, asked), [
    ensembles,
    vectors,
    ranks,
    count,
    between,
    minus,
  ]);
  const traces = counted ?? NO_TRACES;
  const absent = useMemo(
    () =>
      absentWords(
        ensembles.filter(({ id: one }) => one !== minusId),
        vectors.map((name) => ({ of: 'vector', name })),
      ),
    [ensembles, vectors, minusId],
  );
  const observed = useMemo(() => (isMeasured ? observedOf(traces.list) : []), [traces, isMeasured]);
  const misfits = useMemo<Misfits>(
    () => (isMeasured ? misfitsOf(traces.list) : new Map()),
    [traces, isMeasured],
  );
  const colours = useMemo(
    () => colouring(traces.list, settings, misfits),
    [traces, settings.colorBy, settings.parameter, misfits],
  );
  const look = useMemo(
    (): Look => ({
      ...lookOf(settings, minus?.name),
      ...distinguish(traces.list, settings, colours),
    }),
    [settings, traces, minus, colours],
  );
  const picture = useMemo(
    () => pictureOf(traces, look, observed, annotations),
    [traces, look, observed, annotations],
  );
  const date = useDashboardDate(workbench, id);
  const overlay = useOverlay(() => {
    const time = links.time.value ?? (date === null ? null : Date.parse(date) / 1000);
    return overlayOf(traces, look, time, links.realization.value, links.brush.value);
  }, [traces, look, links, date]);
  if (counted === null) return <Skeleton>Computing statistics</Skeleton>;
  if (traces.list.length === 0) {
    return <p class="module-gap muted">{[lacking(vectors), ...traces.refused].join(' ')}</p>;
  }
  return (
    <ModuleChart
      moduleId={id}
      kept={{ settings, change }}
      zooms
      picture={picture}
      overlay={overlay}
      summary={traces.summary}
      annotations={annotations}
      onCursor={(cursor) => {
        const at = pointedAt(traces, cursor);
        pointed.value = at;
        links.time.value = at?.time ?? null;
        links.realization.value = at?.nearest ? realizationOf(at.nearest) : null;
      }}
      onClick={() => {
        const nearest = pointed.peek()?.nearest;
        if (!nearest || nearest.distance > REACH) return;
        const realization = realizationOf(nearest);
        if (realization.realization !== NO_REALIZATION)
          change({ pinned: toggled(settings, realization) });
      }}
      readout={(isBelow) => <Readout {...{ traces, look, observed, pointed, isBelow }} />}
      readoutWidth={readoutWidth(traces, look)}
      title={`${vectors.join(', ')} over time`}
      legend={legendEntries(traces.list, look, true)}
      words={[
        ...legendWords(traces, look, observed.length > 0),
        ...(colours ? [rampWords(colours)] : []),
      ]}
      columns={() => columnsOf(traces)}
      refused={[...traces.refused, ...(minusId && !minus ? [MINUS_LOST] : [])]}
      counts={[
        ...(minus ? pairsInWords(traces.list, minus.name) : []),
        ...fewInWords(traces.list, ensembles.length > 1),
        ...absent,
      ]}
      details={<Details misfits={misfits} />}
    >
      <Legend
        {...{ traces, look }}
        observed={observed.length > 0}
        isHinted={!isKnown && !settings.details}
      >
        {colours && <RampKey {...colours} />}
      </Legend>
    </ModuleChart>
  );
}

function lookOf(settings: TimeSeriesSettings, minus = '') {
  const { realizations, mean, percentiles, minMax = false, log = false } = settings;
  const { low = null, high = null, rightLow = null, rightHigh = null } = settings;
  const limits = [
    { low, high },
    { low: rightLow, high: rightHigh },
  ];
  const { thresholds = false } = settings;
  return { realizations, mean, bands: percentiles, minMax, log, thresholds, limits, minus };
}

function realizationOf({ trace, row }: NonNullable<Pointed['nearest']>) {
  return { ensembleId: trace.ensemble.id, realization: trace.realizations[row] ?? -1 };
}

type Pinned = NonNullable<TimeSeriesSettings['pinned']>;

/** Pins a realization, or unpins it if it is pinned. */
function toggled({ pinned = [] }: TimeSeriesSettings, one: Pinned[number]): Pinned {
  const isOther = (other: Pinned[number]) =>
    other.ensembleId !== one.ensembleId || other.realization !== one.realization;
  const others = pinned.filter(isOther);
  return others.length < pinned.length ? others : [...pinned, one].slice(-20);
}

function lacking(vectors: readonly string[]): string {
  return `No ensemble shown here has ${vectors.map((name) => `a vector "${name}"`).join(' or ')}.`;
}
