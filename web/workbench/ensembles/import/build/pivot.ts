import type { Column } from '../column.ts';
import { realizationInHeader } from '../recognise/header-names.ts';
import type { BuildContext } from './context.ts';
import type { Facts, RowVector } from './facts.ts';

/** Turns rows of one vector each into rows with one column per vector; measured values become observations. */
export function pivotByName(
  facts: Facts,
  name: Column,
  value: RowVector,
  error: RowVector | undefined,
  context: BuildContext,
): Facts {
  const nameAt = (row: number) => name.textAt(row) || String(name.values[row]);
  if (facts.mapping.isObserved) {
    const rows = Array.from({ length: facts.rowCount }, (_, row) => row);
    const measurements = rows
      .filter((row) => !Number.isNaN(value.values[row]))
      .map((row) => ({
        vector: nameAt(row),
        unit: value.unit,
        seconds: facts.seconds?.[row] ?? Number.NaN,
        value: value.values[row] as number,
        error: error?.values[row] ?? Number.NaN,
      }));
    return { ...facts, rowCount: 0, vectors: [], measurements };
  }
  const { rowOf, firsts } = rowsAtOnce(facts);
  const values = new Map<string, Float64Array>();
  for (let row = 0; row < facts.rowCount; row++) {
    const vector = nameAt(row);
    const into = values.get(vector) ?? new Float64Array(firsts.length).fill(Number.NaN);
    values.set(vector, into);
    const at = rowOf[row] as number;
    const before = into[at] as number;
    const now = value.values[row] as number;
    if (!Number.isNaN(before) && before !== now && !Number.isNaN(now))
      tellTwice(facts, row, vector, context);
    into[at] = now;
  }
  const vectors = [...values].map(([vector, numbers]) => ({
    name: vector,
    unit: value.unit,
    values: numbers,
  }));
  return atRows({ ...facts, vectors }, firsts);
}

function tellTwice(facts: Facts, row: number, vector: string, context: BuildContext): void {
  const { table } = facts;
  const message = `${vector} appears twice for the same realization and date with different values; remove one of them.`;
  context.problems.add('twice', {
    file: table.file,
    line: table.lineOf(facts.tableRow(row)),
    message,
  });
}

/** Turns rows of one well each into rows with one column per quantity and well: "OIL:A1". */
export function vectorsOfItems(facts: Facts, item: Column, context: BuildContext): Facts {
  const { rowOf, firsts } = rowsAtOnce(facts);
  const vectors: RowVector[] = [];
  for (const { name, unit, values } of facts.vectors) {
    const ofItem = new Map<string, Float64Array>();
    for (let row = 0; row < facts.rowCount; row++) {
      const key = item.textAt(row) || String(item.values[row]);
      const into = ofItem.get(key) ?? new Float64Array(firsts.length).fill(Number.NaN);
      ofItem.set(key, into);
      const at = rowOf[row] as number;
      const before = into[at] as number;
      const now = values[row] as number;
      if (!Number.isNaN(before) && before !== now)
        tellTwice(facts, row, `${name} of ${key}`, context);
      into[at] = now;
    }
    for (const [key, numbers] of ofItem)
      vectors.push({ name: `${name}:${key}`, unit, values: numbers });
  }
  return atRows({ ...facts, vectors }, firsts);
}

/** Turns columns of one realization each into rows. */
export function spreadRealizations(
  facts: Facts,
  columns: readonly Column[],
  read: readonly RowVector[],
): Facts {
  const { rowCount, seconds, mapping } = facts;
  const total = rowCount * columns.length;
  const values = new Float64Array(total);
  const realizations = new Int32Array(total);
  const times = new Float64Array(total);
  for (const [i, column] of columns.entries()) {
    values.set((read[i] as RowVector).values, i * rowCount);
    realizations.fill(realizationInHeader(column.header) ?? i, i * rowCount, (i + 1) * rowCount);
    if (seconds) times.set(seconds, i * rowCount);
  }
  const labelCodes =
    facts.labelCodes &&
    new Int32Array(total).map((_, row) => facts.labelCodes?.[row % rowCount] ?? 0);
  return {
    ...facts,
    rowCount: total,
    realizations,
    seconds: times,
    labelCodes,
    vectors: [{ name: mapping.vectorName, unit: read[0]?.unit ?? '', values }],
    tableRow: (row) => row % rowCount,
  };
}

/** Groups rows of the same ensemble, realization and time. */
function rowsAtOnce({ rowCount, labelCodes, realizations, seconds }: Facts) {
  const rowOf = new Int32Array(rowCount);
  const firsts: number[] = [];
  const known = new Map<string, number>();
  let previous = '';
  for (let row = 0; row < rowCount; row++) {
    const key = `${labelCodes?.[row] ?? 0} ${realizations?.[row] ?? 0} ${seconds?.[row] ?? 0}`;
    if (key === previous) {
      rowOf[row] = rowOf[row - 1] as number;
      continue;
    }
    previous = key;
    let at = known.get(key);
    if (at === undefined) {
      at = firsts.push(row) - 1;
      known.set(key, at);
    }
    rowOf[row] = at;
  }
  return { rowOf, firsts };
}

function atRows(facts: Facts, rows: readonly number[]): Facts {
  const { realizations, seconds, labelCodes } = facts;
  return {
    ...facts,
    rowCount: rows.length,
    realizations: realizations && Int32Array.from(rows, (row) => realizations[row] as number),
    seconds: seconds && Float64Array.from(rows, (row) => seconds[row] as number),
    labelCodes: labelCodes && Int32Array.from(rows, (row) => labelCodes[row] as number),
    tableRow: (row) => rows[row] ?? row,
  };
}
