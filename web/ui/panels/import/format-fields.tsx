import type { ComponentChildren } from 'preact';
import { shortName } from '../../../workbench/content/short-name.ts';
import type { Role, TableChoices } from '../../../workbench/ensembles/import/mapping.ts';
import type { FileGroup } from '../../../workbench/ensembles/import/reading.ts';
import type { Delimiter, Encoding } from '../../../workbench/ensembles/import/text/text-format.ts';
import { Field } from '../../components/field.tsx';

const DELIMITERS: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar (|)',
  ' ': 'Spaces',
};
const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
};
export interface FormatFieldsProps {
  group: FileGroup;
  onChoose(change: TableChoices): void;
}

/** Controls for how the cells of a group of files are read. Each shows the detected value. */
export function FormatFields({ group, onChoose }: FormatFieldsProps) {
  const { format, columns, dateOrder, missing, vectorName, startDate } = group;
  const has = (role: Role) => columns.some((column) => column.role === role);
  return (
    <div class="import-format">
      {format && (
        <>
          <Choice
            label="Columns are separated by"
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
          options={{ '': 'As detected', 'day first': 'Day first', 'month first': 'Month first' }}
          onChange={(order) => onChoose({ dateOrder: order || undefined })}
        />
      )}
      {has('days') && (
        <Field label="Day 0">
          {(attributes) => (
            <input
              type="date"
              max="9999-12-31"
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
          onChange={(name) => onChoose({ vectorName: shortName(name) })}
        />
      )}
      <TextChoice
        label="Treat as missing"
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
