import type { ModuleProps } from '../module.ts';
import { vectorChoices } from '../picker/choices.ts';
import { Picker } from '../picker/picker.tsx';
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
    const [vector = name, ...more] = toggled(vectors, name);
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

/** One is always shown; of too many the first ones go. */
function toggled(vectors: readonly string[], name: string): readonly string[] {
  if (!vectors.includes(name)) return [...vectors, name].slice(-VECTORS_MAX);
  return vectors.length === 1 ? vectors : vectors.filter((one) => one !== name);
}
