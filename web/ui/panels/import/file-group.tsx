import type { ComponentChildren } from 'preact';
import { NAME_MAX_LENGTH } from '../../../workbench/content/limits.ts';
import type { Role, TableChoices } from '../../../workbench/ensembles/import/mapping.ts';
import type { FileGroup } from '../../../workbench/ensembles/import/reading.ts';
import type { Delimiter, Encoding } from '../../../workbench/ensembles/import/text/text-format.ts';
import { Field } from '../../components/field.tsx';

const DELIMITERS: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Bar (|)',
  ' ': 'Blanks',
};
const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
};
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

/** How files of one shape were read, with everything that can be changed of it, and their first rows as read. */
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
      <FormatFields group={group} onChoose={onChoose} />
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
  // All columns are kept as they stand, so that one change moves no other one.
  const kept = Object.fromEntries(
    columns.map(({ header: one, role, name, unit }) => [one, { role, name, unit }]),
  );
  return {
    columns: { ...kept, [header]: { ...kept[header], name: before?.name ?? header, ...change } },
  };
}

function FormatFields({ group, onChoose }: Pick<FileGroupProps, 'group' | 'onChoose'>) {
  const { format, columns, dateOrder, missing, vectorName, startDate } = group;
  const has = (role: Role) => columns.some((column) => column.role === role);
  return (
    <div class="import-format">
      {format && (
        <>
          <Choice
            label="Columns are apart by"
            value={format.delimiter}
            options={DELIMITERS}
            onChange={(delimiter) => onChoose({ delimiter })}
          />
          <Choice
            label="Decimal mark"
            value={format.decimal}
            options={{ '.': 'Point (3.97)', ',': 'Comma (3,97)' }}
            onChange={(decimal) => onChoose({ decimal })}
          />
          <Choice
            label="Encoding"
            value={format.encoding}
            options={ENCODINGS}
            onChange={(encoding) => onChoose({ encoding })}
          />
        </>
      )}
      {has('date') && (
        <Choice
          label="Dates like 1/2/2018"
          value={dateOrder ?? ''}
          options={{ '': 'As found', 'day first': 'Day first', 'month first': 'Month first' }}
          onChange={(order) => onChoose({ dateOrder: order || undefined })}
        />
      )}
      {has('days') && (
        <Field label="Day 0">
          {(attributes) => (
            <input
              type="date"
              class="ui-input"
              {...attributes}
              value={startDate ?? ''}
              onChange={({ currentTarget }) =>
                onChoose({ startDate: currentTarget.value || undefined })
              }
            />
          )}
        </Field>
      )}
      {vectorName !== undefined && (
        <TextChoice
          label="Name of the vector"
          value={vectorName}
          onChange={(name) => onChoose({ vectorName: name.slice(0, NAME_MAX_LENGTH) })}
        />
      )}
      <TextChoice
        label="Also missing"
        placeholder="-999.25 ?"
        value={missing.join(' ')}
        onChange={(text) => onChoose({ missing: text.split(/\s+/).filter(Boolean) })}
      />
    </div>
  );
}

function Choice<Value extends string>(props: {
  label: string;
  value: Value;
  options: Readonly<Record<Value, string>>;
  onChange(value: Value): void;
}): ComponentChildren {
  const { label, value, options, onChange } = props;
  return (
    <Field label={label}>
      {(attributes) => (
        <select
          class="ui-input"
          {...attributes}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}
        >
          {(Object.entries(options) as [Value, string][]).map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function TextChoice(props: {
  label: string;
  value: string;
  placeholder?: string;
  onChange(value: string): void;
}) {
  const { label, value, placeholder, onChange } = props;
  return (
    <Field label={label}>
      {(attributes) => (
        <input
          type="text"
          class="ui-input"
          {...attributes}
          value={value}
          placeholder={placeholder ?? ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value.trim())}
        />
      )}
    </Field>
  );
}
