import type { ModuleProps } from '../module.ts';
import { vectorChoices } from '../picker/choices.ts';
import { Picker } from '../picker/picker.tsx';
import { toggled } from '../picker/toggled.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { type TimeSeriesSettings, VECTORS_MAX } from './index.ts';
import { TimeSeriesOptions } from './time-series-options.tsx';

export interface TimeSeriesControlsProps extends ModuleProps<TimeSeriesSettings> {
  ensembles: readonly ShownEnsemble[];
  vectors: readonly string[];
}

/** Which vectors are shown, and how. */
export function TimeSeriesControls(props: TimeSeriesControlsProps) {
  const { change, ensembles, vectors } = props;
  const units = new Set(
    ensembles.flatMap(({ data }) => vectors.flatMap((name) => data.vectors.get(name)?.unit ?? [])),
  );
  const toggle = (name: string) => {
    const [vector = name, ...more] = toggled(vectors, name, VECTORS_MAX);
    change({ vector, more });
  };
  return (
    <div class="controls">
      <Picker
        label="Vectors"
        chosen={vectors}
        choices={vectorChoices(ensembles)}
        onPick={(name) => change({ vector: name, more: [] })}
        onToggle={toggle}
      />
      <span class="muted small">{[...units].filter(Boolean).join(', ')}</span>
      <TimeSeriesOptions {...props} />
    </div>
  );
}
