import type { Column } from '../column.ts';
import type { ColumnUse, Mapping } from '../mapping.ts';
import { isBlank, isRowCount, isWords } from '../recognise/profile.ts';
import type { Table } from '../table.ts';
import { isMissing, isNone } from '../values/numbers.ts';
import { type BuildContext, decide, listed } from './context.ts';
import { pivotByName, spreadRealizations, vectorsOfItems } from './pivot.ts';
import { labelOf, numbersOf, realizationsOf, tellMissing } from './read-cells.ts';
import { timesOf } from './read-times.ts';

export interface RowVector {
  readonly name: string;
  readonly unit: string;
  /** By row. */
  readonly values: Float64Array;
}

export interface RowParameter {
  readonly name: string;
  readonly unit: string;
  readonly column: Column;
}

export interface Measurement {
  readonly vector: string;
  readonly unit: string;
  readonly seconds: number;
  readonly value: number;
  readonly error: number;
}

/** The interpreted rows of one table: realization, time and values of vectors. */
export interface Facts {
  readonly table: Table;
  readonly mapping: Mapping;
  readonly rowCount: number;
  /** By row; null if neither a column nor the file's name says it. */
  readonly realizations: Int32Array | null;
  /** The ensembles of its rows, and each row's index into them; empty and null if no column says so. */
  readonly labels: readonly string[];
  readonly labelCodes: Int32Array | null;
  /** By row; null if the table has only parameters. */
  readonly seconds: Float64Array | null;
  readonly vectors: readonly RowVector[];
  readonly parameters: readonly RowParameter[];
  readonly measurements: readonly Measurement[];
  /** The table's row for a row here. */
  tableRow(row: number): number;
}

/** Interprets a table according to its mapping. */
export function factsOf(table: Table, mapping: Mapping, context: BuildContext): Facts {
  const using = columnsWith(table, mapping);
  askDecimalMark(table, context);
  const [realization] = using('realization');
  const ensembles = using('ensemble')
    .map(({ column }) => column)
    .sort((a, b) => Number(isWords(b)) - Number(isWords(a)));
  const base = {
    ...{ table, mapping },
    rowCount: table.rowCount,
    realizations: realization ? realizationsOf(table, realization.column, context) : ofTable(table),
    ...labelsOf(ensembles, table.rowCount),
    seconds: timesOf(table, mapping, context),
    parameters: using('parameter').map(({ column, use }) => ({
      name: use.name,
      unit: use.unit,
      column,
    })),
    measurements: [],
    tableRow: (row: number) => row,
  };
  const numbers = ({ column, use }: Used) => ({
    ...{ name: use.name, unit: use.unit },
    values: numbersOf(table, column, mapping, context),
  });
  for (const { column } of base.parameters) {
    // "none" may be a word; that shows when the values of all files are known.
    const isMissingHere = (text: string) => isMissing(text) && !isNone(text);
    tellMissing(table, column, mapping, context, isMissingHere);
  }
  reportLeftOut(table, mapping, context);
  const [name] = using('name');
  const [value] = using('value');
  if (name && value) {
    const [error] = using('error');
    return pivotByName(
      { ...base, vectors: [] },
      name.column,
      numbers(value),
      error && numbers(error),
      context,
    );
  }
  const wide = using('one realization');
  if (wide.length > 0)
    return spreadRealizations(
      { ...base, vectors: [] },
      wide.map(({ column }) => column),
      wide.map(numbers),
    );
  const vectors = withoutDuplicates(table, using('vector').map(numbers), context);
  const [item] = using('item');
  return item ? vectorsOfItems({ ...base, vectors }, item.column, context) : { ...base, vectors };
}

interface Used {
  readonly column: Column;
  readonly use: ColumnUse;
}

function columnsWith(table: Table, mapping: Mapping) {
  return (role: ColumnUse['role']): Used[] =>
    table.columns.flatMap((column, i) => {
      const use = mapping.columns[i];
      return use?.role === role ? [{ column, use }] : [];
    });
}

function ofTable(table: Table): Int32Array | null {
  if (table.realization === undefined) return null;
  return new Int32Array(table.rowCount).fill(table.realization);
}

function labelsOf(columns: readonly Column[], rowCount: number) {
  if (columns.length === 0) return { labels: [], labelCodes: null };
  const codeOf = new Map<string, number>();
  const labelCodes = new Int32Array(rowCount);
  const parts: string[][] = [];
  for (let row = 0; row < rowCount; row++) {
    const part = columns.map((column) => labelOf(column, row));
    const key = part.join('\n');
    let code = codeOf.get(key);
    if (code === undefined) {
      code = parts.push(part) - 1;
      codeOf.set(key, code);
    }
    labelCodes[row] = code;
  }
  // Leaves out a part that follows from those before it, such as an iteration that each ensemble has once.
  const telling = columns.flatMap((_, at) => {
    const before = new Set(parts.map((part) => part.slice(0, at).join('\n')));
    return at === 0 || before.size < parts.length ? [at] : [];
  });
  return { labels: parts.map((part) => telling.map((at) => part[at]).join(', ')), labelCodes };
}

function askDecimalMark(table: Table, context: BuildContext): void {
  const { text } = table;
  if (!text?.isDecimalInDoubt || !text.doubtful) return;
  const shown = text.doubtful;
  const digits = shown.replace(/[.,]/, '');
  const question = `Is "${shown}" ${digits} or ${shown.replace(',', '.')}? Every number with a mark in ${table.file} has three digits behind it.`;
  context.questions.push({ kind: 'decimal', shape: table.shape, text: question });
}

function reportLeftOut(table: Table, mapping: Mapping, context: BuildContext): void {
  const left = table.columns.filter((_, i) => mapping.columns[i]?.role === 'left out');
  const tell = (columns: readonly Column[], one: string, many: string) => {
    if (columns.length === 0) return;
    const names = listed(columns.map(({ header }) => header));
    decide(context, table.file, `${names} ${columns.length === 1 ? one : many} left out`);
  };
  const blank = left.filter(isBlank);
  const words = left.filter((column) => !blank.includes(column) && isWords(column));
  const counts = left.filter((column) => column === table.columns[0] && isRowCount(column));
  const others = left.filter((column) => ![...blank, ...words, ...counts].includes(column));
  tell(blank, 'has no values and is', 'have no values and are');
  tell(words, 'contains text and is', 'contain text and are');
  tell(counts, 'only counts the rows and is', 'only count the rows and are');
  tell(others, 'is', 'are');
}

/** Removes a duplicate vector if its numbers are the same, and renames it if they differ. */
function withoutDuplicates(
  table: Table,
  vectors: readonly RowVector[],
  context: BuildContext,
): RowVector[] {
  const kept = new Map<string, RowVector>();
  for (const vector of vectors) {
    const base = vector.name.replace(/ \(\d+\)$/, '');
    const twin = kept.get(vector.name) ?? (vector.name === base ? undefined : kept.get(base));
    if (twin && vector.values.every((value, row) => Object.is(value, twin.values[row]))) {
      decide(context, table.file, `${base} appears twice with the same values and is taken once`);
      continue;
    }
    let { name } = vector;
    for (let n = 2; kept.has(name); n++) name = `${base} (${n})`;
    kept.set(name, { ...vector, name });
  }
  return [...kept.values()];
}
