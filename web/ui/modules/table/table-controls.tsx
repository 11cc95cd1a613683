import type { ComponentChildren } from 'preact';
import { Select } from '../controls/select.tsx';
import type { ModuleProps } from '../module.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import type { TableSettings } from './index.ts';

export interface TableControlsProps extends ModuleProps<TableSettings> {
  /** Id of the ensemble that is shown. */
  chosen: string;
  vector: string;
  /** Undefined until its data is there. */
  ensemble: ShownEnsemble | undefined;
  children: ComponentChildren;
}

/** What the table shows: which ensemble, which vector, by day or by realization. */
export function TableControls(props: TableControlsProps) {
  const { settings, change, workbench, chosen, vector, ensemble, children } = props;
  const { ensembles } = workbench.content.value.ensembleSet;
  return (
    <div class="controls">
      {ensembles.length > 0 && (
        <select
          class="ui-input controls-select"
          aria-label="Ensemble"
          value={chosen}
          onChange={(event) => change({ ensemble: event.currentTarget.value })}
        >
          {ensembles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {ensemble && (
        <Select
          label="Vector"
          value={vector}
          names={[...ensemble.data.vectors.keys()]}
          onChange={(name) => change({ vector: name })}
        />
      )}
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
      <span class="table-tools">{children}</span>
    </div>
  );
}
