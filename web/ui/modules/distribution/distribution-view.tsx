import { computed } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import { annotationsFor } from '../../../workbench/edits/annotations.ts';
import { Chart } from '../../charts/chart.tsx';
import { annotationWords } from '../../charts/layers/annotations.ts';
import type { LiveChart } from '../../charts/live-chart.ts';
import { brushOf } from '../linking/brush.ts';
import { BrushBar } from '../linking/brush-bar.tsx';
import { useLinks } from '../linking/links.ts';
import { rangeOverlay } from '../linking/range-overlay.ts';
import type { ModuleProps } from '../module.ts';
import { QuantityPicker } from '../picker/quantity-picker.tsx';
import { axisLabel, onOneAxis, parameterOf, vectorAt } from '../quantity.ts';
import { Refusals } from '../refusals.tsx';
import { namesOf, shownEnsembles } from '../shown-ensembles.ts';
import { quantityColumns } from '../take-away/quantity-columns.ts';
import { TakeAway } from '../take-away/take-away.tsx';
import { useStable } from '../use-stable.ts';
import { WhenShown } from '../when-shown.tsx';
import { DistributionOptions } from './distribution-options.tsx';
import type { DistributionSettings } from './index.ts';
import { pictureOf } from './picture.ts';
import { describe, spreadsOf } from './spreads.ts';
import { Statistics } from './statistics.tsx';

/** How one number is spread over the realizations of each ensemble. */
export function DistributionView(props: ModuleProps<DistributionSettings>) {
  const { id, settings, change, workbench } = props;
  const { of, at, between, histogram, box, bins, cumulative = false, density = false } = settings;
  const content = workbench.content.value;
  const count = percentilesCount(content);
  const shown = shownEnsembles(workbench, settings.ensembles);
  const ensembles = useStable(shown.ensembles);
  const names = namesOf(ensembles, of === 'vector' ? 'vectors' : 'parameters');
  const name = settings.name || (names[0] ?? '');

  const { kept: quantities, refused } = useMemo(
    () =>
      onOneAxis(
        name,
        of === 'vector' ? vectorAt(ensembles, name, at, between) : parameterOf(ensembles, name),
      ),
    [of, ensembles, name, at, between],
  );
  const annotations = useStable(
    annotationsFor(content, {
      moduleId: id,
      vectors: of === 'vector' ? [name] : [],
      timeAxis: false,
    }),
  );
  const spreads = useMemo(() => spreadsOf(quantities, bins, count), [quantities, bins, count]);
  const picture = useMemo(
    () => pictureOf(name, spreads, { histogram, box, cumulative, density }, count, annotations),
    [name, spreads, histogram, box, cumulative, density, count, annotations],
  );

  const chart = useRef<LiveChart | null>(null);
  const links = useLinks(workbench, id);
  const overlay = useMemo(
    () => computed(() => rangeOverlay(links.brush.value, { of, name, at })),
    [links, of, name, at],
  );

  return (
    <>
      <div class="controls">
        <QuantityPicker
          label="Quantity"
          quantity={{ of, name, at }}
          ensembles={ensembles}
          onChange={(quantity) => change(quantity)}
        />
        <DistributionOptions {...props} />
        <TakeAway
          moduleId={id}
          chart={chart}
          title={axisLabel(name, quantities)}
          legend={quantities.map(({ ensemble }) => ensemble)}
          columns={() => quantityColumns(name, quantities)}
        />
      </div>
      <WhenShown shown={shown} missing={quantities.length === 0 ? lacking(of, name) : null}>
        <Chart
          onChart={(live) => {
            chart.current = live;
          }}
          picture={picture}
          overlay={overlay}
          onRange={(range) => {
            links.brush.value = brushOf({ of, name, at }, quantities, range);
          }}
          summary={describe(name, quantities) + annotationWords(annotations)}
        />
        <BrushBar links={links} workbench={workbench} ensembles={ensembles} />
        <Statistics
          quantities={quantities}
          percentiles={content.settings.percentiles}
          count={count}
        />
        <Refusals reasons={refused} />
      </WhenShown>
    </>
  );
}

function lacking(of: DistributionSettings['of'], name: string): string {
  return name === ''
    ? `The ensembles shown here have no ${of}.`
    : `No ensemble shown here has a ${of} "${name}".`;
}
