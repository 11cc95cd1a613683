import { NAME_MAX_LENGTH } from '../../content/limits.ts';
import { type Delimiter, delimiterOf, splitRow } from './csv-row.ts';
import { ImportRefused } from './outcome.ts';

export interface Column {
  readonly name: string;
  readonly unit: string;
  /** Index of the field in a row. */
  readonly field: number;
}

export interface Header {
  readonly delimiter: Delimiter;
  /** The names as they stand in the file. */
  readonly fields: readonly string[];
  readonly realizationField: number;
  /** -1 in a parameters file. */
  readonly dateField: number;
  /** The other columns. */
  readonly columns: readonly Column[];
}

const REALIZATION_NAMES = ['realization', 'realisation', 'real', 'realization_id', 'real_id'];
const DATE_NAMES = ['date', 'dates', 'time', 'datetime'];
const UNIT = /^(.*\S)\s*[[(]([^\])]*)[\])]$/;
const UNIT_MAX_LENGTH = 40;

/** Reads a header line. "FOPR [Sm3/d]" is the name FOPR with a unit. Throws ImportRefused with what is wrong. */
export function parseHeader(line: string, lineNumber: number): Header {
  const delimiter = delimiterOf(line);
  const fields = splitRow(line, delimiter);
  if (!Array.isArray(fields)) throw new ImportRefused(fields.problem, lineNumber);
  const refuse = (message: string) => {
    throw new ImportRefused(message, lineNumber);
  };
  const realizationField = fieldNamed(fields, REALIZATION_NAMES);
  if (realizationField < 0) {
    refuse(
      `There is no column "realization" among: ${fields.slice(0, 8).join(', ').slice(0, 200)}. The first line has to name the columns.`,
    );
  }
  const dateField = fieldNamed(fields, DATE_NAMES);
  const columns = fields.flatMap((text, field) =>
    field === realizationField || field === dateField ? [] : [columnOf(text, field)],
  );
  const seen = new Set<string>();
  for (const { name, field } of columns) {
    if (name === '') refuse(`Column ${field + 1} has no name.`);
    if (name.length > NAME_MAX_LENGTH) {
      refuse(`The name of column ${field + 1} has more than ${NAME_MAX_LENGTH} characters.`);
    }
    if (seen.has(name)) refuse(`Two columns are named "${name}".`);
    seen.add(name);
  }
  if (columns.length === 0) refuse('There is no column beside realization and date.');
  return { delimiter, fields, realizationField, dateField, columns };
}

function fieldNamed(fields: readonly string[], names: readonly string[]): number {
  return fields.findIndex((field) => names.includes(field.toLowerCase()));
}

function columnOf(text: string, field: number): Column {
  const match = UNIT.exec(text);
  const unit = match?.[2]?.trim() ?? '';
  if (!match || unit.length > UNIT_MAX_LENGTH) return { name: text, unit: '', field };
  return { name: match[1] ?? text, unit, field };
}
