import type { Role, TableChoices } from '../../../workbench/ensembles/import/mapping.ts';
import type { FileGroup } from '../../../workbench/ensembles/import/reading.ts';
import { FormatFields } from './format-fields.tsx';

const ROLES: Readonly<Record<Role, string>> = {
  realization: 'Realization',
  ensemble: 'Ensemble',
  date: 'Date',
  year: 'Year',
  month: 'Month',
  day: 'Day of month',
  days: 'Days since a start',
  vector: 'Vector',
  parameter: 'Parameter',
  name: 'Name of the vector',
  item: 'Well or group',
  value: 'Value',
  error: 'Error of the value',
  'one realization': 'Values of one realization',
  'left out': 'Left out',
};

export interface FileGroupProps {
  group: FileGroup;
  isOpen: boolean;
  onChoose(change: TableChoices): void;
}

/** Shows how files with the same columns were read, with controls to change that, and their first rows. */
export function FileGroupView({ group, isOpen, onChoose }: FileGroupProps) {
  const { files, decisions, columns, rows } = group;
  const name = files.length > 1 ? `${files[0]} and ${files.length - 1} more` : (files[0] ?? '');
  return (
    <details class="import-group" open={isOpen}>
      <summary>
        How <strong>{name}</strong> was read
      </summary>
      {decisions.length > 0 && (
        <ul class="import-notes small">
          {decisions.map((sentence) => (
            <li key={sentence}>{sentence}.</li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="import-scroll" tabIndex={0} aria-label={`First rows of ${name}, as read`}>
        <table class="import-table numeric">
          <thead>
            <tr>
              {columns.slice(0, rows[0]?.length).map((column) => (
                <th
                  key={column.header}
                  scope="col"
                  class={column.role === 'left out' ? 'muted' : undefined}
                >
                  <span class="import-header">{column.header}</span>
                  <select
                    class="ui-input import-role"
                    aria-label={`What ${column.header} is`}
                    value={column.role}
                    onChange={({ currentTarget }) =>
                      onChoose(
                        withColumn(group, column.header, { role: currentTarget.value as Role }),
                      )
                    }
                  >
                    {Object.entries(ROLES).map(([role, words]) => (
                      <option key={role} value={role}>
                        {words}
                      </option>
                    ))}
                  </select>
                  {['vector', 'parameter', 'value'].includes(column.role) && (
                    <input
                      class="ui-input import-unit"
                      aria-label={`Unit of ${column.header}`}
                      placeholder="no unit"
                      value={column.unit}
                      maxLength={40}
                      onChange={({ currentTarget }) =>
                        onChoose(
                          withColumn(group, column.header, { unit: currentTarget.value.trim() }),
                        )
                      }
                    />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, i) => (
                  <td
                    key={columns[i]?.header}
                    class={
                      columns[i]?.role === 'left out' || cell === 'missing' ? 'muted' : undefined
                    }
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {columns.length > (rows[0]?.length ?? 0) && (
        <p class="muted small">
          The first {rows[0]?.length} of {columns.length} columns.
        </p>
      )}
      <FormatFields group={group} onChoose={onChoose} />
    </details>
  );
}

function withColumn(
  group: FileGroup,
  header: string,
  change: { role?: Role; unit?: string },
): TableChoices {
  const { columns } = group;
  const before = columns.find((column) => column.header === header);
  // Fixes the roles of all columns, so that one change does not affect the others.
  const kept = Object.fromEntries(
    columns.map(({ header: one, role, name, unit }) => [one, { role, name, unit }]),
  );
  return {
    columns: { ...kept, [header]: { ...kept[header], name: before?.name ?? header, ...change } },
  };
}
