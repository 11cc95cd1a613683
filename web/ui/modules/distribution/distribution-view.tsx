import { useMemo } from 'preact/hooks';
import { percentilesCount } from '../../../workbench/content/select.ts';
import { annotationsFor } from '../../../workbench/edits/annotations.ts';
import { Chart } from '../../charts/chart.tsx';
import { annotationWords } from '../../charts/layers/annotations.ts';
import type { ModuleProps } from '../module.ts';
import { QuantityPicker } from '../picker/quantity-picker.tsx';
import { onOneAxis, parameterOf, vectorAt } from '../quantity.ts';
import { Refusals } from '../refusals.tsx';
import { namesOf, shownEnsembles } from '../shown-ensembles.ts';
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
      </div>
      <WhenShown shown={shown} missing={quantities.length === 0 ? lacking(of, name) : null}>
        <Chart
          picture={picture}
          summary={describe(name, quantities) + annotationWords(annotations)}
        />
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
