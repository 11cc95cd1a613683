import { CATEGORIES_MAX } from '../../../content/limits.ts';
import type { Parameter } from '../../ensemble-data.ts';
import { type Column, NUMBER } from '../column.ts';
import type { Mapping } from '../mapping.ts';
import type { Table } from '../table.ts';
import { dashIn, isMissing, isNone, parseNumber } from '../values/numbers.ts';
import { type BuildContext, decide, refuseOtherUnit, times } from './context.ts';
import type { Facts, RowParameter } from './facts.ts';

const CATEGORY_MAX_LENGTH = 200;

/** The row of each realization's parameters in a table. */
export interface ParameterRows {
  readonly facts: Facts;
  /** Row of the table, by realization number. */
  readonly rowOf: ReadonlyMap<number, number>;
}

/** Finds the row of each realization for one ensemble of a table. Different rows for one realization are problems. */
export function parameterRows(
  facts: Facts,
  label: number | null,
  context: BuildContext,
): ParameterRows {
  const rowOf = new Map<number, number>();
  const { realizations, labelCodes, parameters, table } = facts;
  for (let row = 0; row < facts.rowCount; row++) {
    if (label !== null && labelCodes && labelCodes[row] !== label) continue;
    const realization = realizations?.[row] ?? 0;
    const at = facts.tableRow(row);
    const earlier = rowOf.get(realization);
    if (earlier === undefined) {
      rowOf.set(realization, at);
      continue;
    }
    if (at === earlier) continue;
    const other = parameters.find(({ column }) => !isSame(column, at, earlier));
    if (!other) continue;
    const line = table.lineOf(at);
    const hint = facts.seconds
      ? `choose it as a vector, or leave it out`
      : 'remove one, or say which column is the date';
    const message = `Realization ${realization} has two values of ${other.name} (the other one in line ${table.lineOf(earlier)}); ${hint}.`;
    context.problems.add(`two ${facts.seconds ? other.name : ''}`, {
      file: table.file,
      line,
      message,
    });
  }
  return { facts, rowOf };
}

const isSame = (column: Column, a: number, b: number) =>
  Object.is(column.values[a], column.values[b]) && column.textAt(a) === column.textAt(b);

/** Parameters by realization; a name is taken from the first table that has it. */
export function parametersFor(
  realizations: Int32Array,
  rows: readonly ParameterRows[],
  context: BuildContext,
): Parameter[] {
  const sources = new Map<string, { rows: ParameterRows; parameter: RowParameter }[]>();
  for (const one of rows) {
    for (const parameter of one.facts.parameters) {
      const known = sources.get(parameter.name) ?? [];
      sources.set(parameter.name, [...known, { rows: one, parameter }]);
    }
  }
  return [...sources.values()].flatMap((of) => {
    const cells = Array.from(realizations, (realization) => {
      for (const { rows: one, parameter } of of) {
        const row = one.rowOf.get(realization);
        if (row !== undefined) return cellOf(one.facts, parameter, row);
      }
      return MISSING;
    });
    const { parameter, rows: one } = of[0] as (typeof of)[number];
    const { name } = parameter;
    let [unit, { file }] = [parameter.unit, one.facts.table];
    for (const { rows: other, parameter: own } of of) {
      if (unit === '') [unit, file] = [own.unit, other.facts.table.file];
      const where = { file: other.facts.table.file, unit: own.unit };
      if (own.unit !== '') refuseOtherUnit(name, where, { file, unit }, context);
    }
    return made({ ...parameter, unit }, cells, one.facts.table, context);
  });
}

interface Cell {
  readonly value: number;
  /** Empty for a number or a missing cell. */
  readonly text: string;
  readonly line?: number | undefined;
  /** The text is "none", which is missing if the others are numbers. */
  readonly isNone?: boolean;
}

const MISSING: Cell = { value: Number.NaN, text: '' };

function cellOf({ table, mapping }: Facts, { column }: RowParameter, row: number): Cell {
  const code = column.codes?.[row] ?? NUMBER;
  const text = column.textAt(row);
  if (code === NUMBER) {
    const value = column.values[row] as number;
    return isNull(value, table, mapping) ? MISSING : { value, text: '' };
  }
  const none = isNone(text);
  if ((isMissing(text) && !none) || mapping.missing.includes(text)) return MISSING;
  return { value: Number.NaN, text, line: table.lineOf(row), isNone: none };
}

function isNull(value: number, table: Table, { missing }: Mapping): boolean {
  return missing.some((text) => parseNumber(text, table.text?.format.decimal ?? '.') === value);
}

function made(
  { name, unit }: RowParameter,
  cells: readonly Cell[],
  table: Table,
  context: BuildContext,
): Parameter[] {
  const words = cells.filter((cell) => cell.text !== '' && !cell.isNone);
  const nones = cells.filter((cell) => cell.isNone);
  if (nones.length > 0) {
    if (words.length > 0) context.noneIsWord.add(name);
    const read =
      words.length > 0
        ? 'read as a word. If it means missing, add it to the missing values'
        : 'read as missing';
    decide(context, table.file, `${name} has "${nones[0]?.text}" ${times(nones.length)}, ${read}`);
  }
  if (words.length === 0) {
    return [{ kind: 'number', name, unit, values: Float64Array.from(cells, ({ value }) => value) }];
  }
  const numbers = cells.filter(({ value }) => !Number.isNaN(value)).length;
  const decimal = table.text?.format.decimal ?? '.';
  const dashed = words.find(({ text }) => dashIn(text, decimal));
  const first = dashed ?? words[0];
  if (first && (dashed || numbers > words.length)) {
    const where = first.line === undefined ? '' : ` in line ${first.line}`;
    const dash = dashIn(first.text, decimal);
    const reason = dash ? `begins with ${dash}, not with a minus sign` : 'is not a number';
    decide(
      context,
      table.file,
      `${name} is read as text, because "${first.text.slice(0, 40)}"${where} ${reason}. If it means missing, add it to the missing values`,
    );
  }
  const texts = cells.map(({ value, text }) => text || (Number.isNaN(value) ? '' : String(value)));
  const categories = [...new Set(texts.filter((text) => text !== ''))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  const isLong = categories.some((text) => text.length > CATEGORY_MAX_LENGTH);
  if (categories.length > CATEGORIES_MAX || isLong) {
    decide(
      context,
      table.file,
      `${name} is left out: it has ${isLong ? `a text of more than ${CATEGORY_MAX_LENGTH} characters` : `${categories.length} different texts, more than the allowed ${CATEGORIES_MAX}`}`,
    );
    return [];
  }
  const codeOf = new Map(categories.map((text, code) => [text, code]));
  return [
    {
      kind: 'category',
      name,
      categories,
      codes: Int32Array.from(texts, (text) => codeOf.get(text) ?? -1),
    },
  ];
}
