import { useMemo } from 'preact/hooks';
import { annotationsFor } from '../../../workbench/edits/annotations.ts';
import { Chart } from '../../charts/chart.tsx';
import { annotationWords } from '../../charts/draw-annotations.ts';
import { AtChoice } from '../controls/at-choice.tsx';
import { Select } from '../controls/select.tsx';
import type { ModuleProps } from '../module.ts';
import { parameterOf, vectorAt } from '../quantity.ts';
import { namesOf, numericParameters, shownEnsembles } from '../shown-ensembles.ts';
import { useStable } from '../use-stable.ts';
import { WhenShown } from '../when-shown.tsx';
import { DistributionOptions } from './distribution-options.tsx';
import { binQuantities, describe } from './histograms.ts';
import type { DistributionSettings } from './index.ts';
import { plotDistribution } from './plot-distribution.ts';
import { Statistics } from './statistics.tsx';

/** How one number is spread over the realizations of each ensemble. */
export function DistributionView(props: ModuleProps<DistributionSettings>) {
  const { id, settings, change, workbench } = props;
  const { of, at, histogram, box, bins } = settings;
  const content = workbench.content.value;
  const shown = shownEnsembles(workbench, settings.ensembles);
  const ensembles = useStable(shown.ensembles);
  const names = of === 'vector' ? namesOf(ensembles, 'vectors') : numericParameters(ensembles);
  const name = settings.name || (names[0] ?? '');

  const quantities = useMemo(
    () => (of === 'vector' ? vectorAt(ensembles, name, at) : parameterOf(ensembles, name)),
    [of, ensembles, name, at],
  );
  const annotations = useStable(
    annotationsFor(content, {
      moduleId: id,
      vectors: of === 'vector' ? [name] : [],
      timeAxis: false,
    }),
  );
  const plot = useMemo(
    () => plotDistribution(name, binQuantities(quantities, bins), { histogram, box }, annotations),
    [name, quantities, bins, histogram, box, annotations],
  );

  return (
    <>
      <div class="controls">
        <select
          class="ui-input controls-select"
          aria-label="Kind of quantity"
          value={of}
          onChange={(event) =>
            change({ of: event.currentTarget.value as typeof of, name: '', at: 'end' })
          }
        >
          <option value="vector">Vector</option>
          <option value="parameter">Parameter</option>
        </select>
        <Select
          label={of === 'vector' ? 'Vector' : 'Parameter'}
          value={name}
          names={names}
          onChange={(chosen) => change({ name: chosen })}
        />
        {of === 'vector' && (
          <AtChoice at={at} ensembles={ensembles} onChange={(day) => change({ at: day })} />
        )}
        <DistributionOptions {...props} />
      </div>
      <WhenShown shown={shown} missing={quantities.length === 0 ? lacking(of, name) : null}>
        <Chart plot={plot} summary={describe(name, quantities) + annotationWords(annotations)} />
        <Statistics quantities={quantities} percentiles={content.settings.percentiles} />
      </WhenShown>
    </>
  );
}

function lacking(of: DistributionSettings['of'], name: string): string {
  return name === ''
    ? `The ensembles shown here have no ${of} of numbers.`
    : `No ensemble shown here has numbers for "${name}".`;
}
