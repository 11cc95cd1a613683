import { EnsemblesChoice } from '../controls/ensembles-choice.tsx';
import { Check, Options } from '../controls/options.tsx';
import { Select } from '../controls/select.tsx';
import type { ModuleProps } from '../module.ts';
import { namesOf, type ShownEnsemble } from '../shown-ensembles.ts';
import type { TimeSeriesSettings } from './index.ts';

export interface TimeSeriesControlsProps extends ModuleProps<TimeSeriesSettings> {
  ensembles: readonly ShownEnsemble[];
  vectors: readonly string[];
}

/** Which vectors are shown, and how. */
export function TimeSeriesControls(props: TimeSeriesControlsProps) {
  const { settings, change, ensembles, vectors } = props;
  const names = namesOf(ensembles, 'vectors');
  const [vector = ''] = vectors;
  const units = new Set(ensembles.flatMap(({ data }) => data.vectors.get(vector)?.unit ?? []));
  const { realizations, mean, percentiles: bands } = settings;
  return (
    <div class="controls">
      <Select
        label="Vector"
        value={vector}
        names={names}
        onChange={(name) => change({ vector: name })}
      />
      <span class="muted small">{[...units].filter(Boolean).join(', ')}</span>
      <Options>
        <Check
          label="Realizations"
          checked={realizations}
          onChange={(checked) => change({ realizations: checked })}
        />
        <Check label="Mean" checked={mean} onChange={(checked) => change({ mean: checked })} />
        <Check
          label="Percentile bands"
          checked={bands}
          onChange={(checked) => change({ percentiles: checked })}
        />
        <Check
          label="Lowest and highest"
          checked={settings.minMax ?? false}
          onChange={(checked) => change({ minMax: checked })}
        />
        <hr />
        <EnsemblesChoice {...props} />
      </Options>
    </div>
  );
}
