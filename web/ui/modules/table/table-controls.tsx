import type { ComponentChildren } from 'preact';
import { AtChoice } from '../controls/at-choice.tsx';
import type { ModuleProps } from '../module.ts';
import { vectorChoices } from '../picker/choices.ts';
import { Picker } from '../picker/picker.tsx';
import { toggled } from '../picker/toggled.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { type TableSettings, VECTORS_MAX } from './index.ts';

export interface TableControlsProps extends ModuleProps<TableSettings> {
  /** Ids of the ensembles that are shown. */
  chosen: 'all' | readonly string[];
  vectors: readonly string[];
  at: string;
  /** Those whose data is there. */
  ensembles: readonly ShownEnsemble[];
  children: ComponentChildren;
}

const ALL = 'all';

/** What the table shows: which ensembles, which vectors, by day or by realization. */
export function TableControls(props: TableControlsProps) {
  const { settings, change, workbench, chosen, vectors, at, ensembles, children } = props;
  const all = workbench.content.value.ensembleSet.ensembles;
  const choose = (id: string) =>
    id === ALL ? change({ ensembles: ALL }) : change({ ensemble: id, ensembles: [id] });
  return (
    <div class="controls">
      {all.length > 0 && (
        <select
          class="ui-input controls-select"
          aria-label="Ensemble"
          value={chosen === ALL ? ALL : chosen[0]}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {all.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {all.length > 1 && <option value={ALL}>All ensembles</option>}
        </select>
      )}
      <Picker
        label="Vectors"
        chosen={vectors}
        choices={vectorChoices(ensembles)}
        onPick={(vector) => change({ vector, more: [] })}
        onToggle={(name) => {
          const [vector = name, ...more] = toggled(vectors, name, VECTORS_MAX);
          change({ vector, more });
        }}
      />
      <select
        class="ui-input controls-select"
        aria-label="Rows"
        value={settings.rows}
        onChange={(event) =>
          change({ rows: event.currentTarget.value as TableSettings['rows'], sort: null })
        }
      >
        <option value="days">by day</option>
        <option value="realizations">by realization</option>
      </select>
      {settings.rows === 'realizations' && (
        <AtChoice at={at} ensembles={ensembles} onChange={(day) => change({ at: day })} />
      )}
      <span class="table-tools">{children}</span>
    </div>
  );
}
