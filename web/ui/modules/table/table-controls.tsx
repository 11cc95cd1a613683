import type { ComponentChildren } from 'preact';
import { useApp } from '../../app/app-model.ts';
import { IconButton } from '../../components/button.tsx';
import { AtChoice } from '../controls/at-choice.tsx';
import type { ModuleProps } from '../module.ts';
import { toggled, vectorChoices } from '../picker/choices.ts';
import { Picker } from '../picker/picker.tsx';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import type { Column } from '../take-away/column.ts';
import { fileName, toCsv, toTabs } from '../take-away/column.ts';
import { type TableSettings, VECTORS_MAX } from './index.ts';

export interface TableControlsProps extends ModuleProps<TableSettings> {
  /** Ids of the shown ensembles. */
  chosen: 'all' | readonly string[];
  vectors: readonly string[];
  at: string;
  /** The dashboard's date, on which all its charts read vectors; null if it has none. */
  date: string | null;
  /** The loaded ensembles. */
  ensembles: readonly ShownEnsemble[];
  children: ComponentChildren;
}

const ALL = 'all';

/** Controls of the table: ensembles, vectors, and rows by day or by realization. */
export function TableControls(props: TableControlsProps) {
  const { settings, change, shared, chosen, vectors, at, date, ensembles, children } = props;
  const all = shared.ensembleSet.ensembles;
  const choose = (id: string) =>
    id === ALL ? change({ ensembles: ALL }) : change({ ensemble: id, ensembles: [id] });
  return (
    <div class="controls">
      {all.length > 0 && (
        <select
          class="ui-input controls-select table-ensemble"
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
        <AtChoice
          at={at}
          date={date}
          ensembles={ensembles}
          onChange={(day) => change({ at: day })}
        />
      )}
      <span class="table-tools" data-screen-only>
        {children}
      </span>
    </div>
  );
}

export interface TableToolsProps {
  columns: readonly Column[];
  /** Row indices in the order on screen. */
  order: Int32Array;
  /** Names for the file name. */
  subject: readonly string[];
}

/** Buttons to copy or download the whole table, with all digits. */
export function TableTools({ columns, order, subject }: TableToolsProps) {
  const { ports, toasts } = useApp();
  const copy = () =>
    ports.device.copy(toTabs(columns, order)).then(
      () => toasts.show({ tone: 'success', text: `${order.length} rows copied` }),
      () => toasts.show({ tone: 'warning', text: 'The browser did not allow copying.' }),
    );
  const download = () => {
    const csv = new Blob([toCsv(columns, order)], { type: 'text/csv' });
    ports.device.download(fileName(subject), csv);
  };
  return (
    <>
      <IconButton icon="copy" label="Copy table" onClick={copy} />
      <IconButton icon="download" label="Download as CSV" onClick={download} />
    </>
  );
}
