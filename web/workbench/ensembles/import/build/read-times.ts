import type { Column } from '../column.ts';
import type { Mapping, Role } from '../mapping.ts';
import type { Table } from '../table.ts';
import { type DateOrder, numericDatesOf, orderOf, parseDate } from '../values/dates.ts';
import { type BuildContext, decide } from './context.ts';

const DAY_S = 86_400;
const EXAMPLE = '"2018-01-31", "31.01.2018", "31-JAN-2018" or "2018-01-31 12:00"';

/** Seconds since 1970 by row; null if the table has no times. Cells that are not dates become problems. */
export function timesOf(
  table: Table,
  mapping: Mapping,
  context: BuildContext,
): Float64Array | null {
  const of = (role: Role) => table.columns.find((_, i) => mapping.columns[i]?.role === role);
  const date = of('date');
  if (date) return datesOf(table, date, mapping, context);
  const year = of('year');
  if (year) return partsOf(table, [year, of('month'), of('day')], context);
  const days = of('days');
  return days ? daysAfterStart(table, days, mapping, context) : null;
}

function datesOf(
  table: Table,
  column: Column,
  mapping: Mapping,
  context: BuildContext,
): Float64Array {
  const { texts, codes, values } = column;
  const order = dateOrder(table, column, mapping, context);
  const ofText = texts.map((text) => parseDate(text, order));
  const numeric = numericDatesOf(values);
  if (numeric)
    decide(context, table.file, `The dates in ${column.header} are read as ${numeric.name}`);
  const zones = new Set(
    ofText
      .map((date) => date?.zone ?? '')
      .filter((zone) => !/^(|Z|UTC|GMT|[+-]00:?00)$/i.test(zone)),
  );
  if (zones.size > 0) {
    decide(
      context,
      table.file,
      `Times are read as written; their time zone (${[...zones].slice(0, 3).join(', ')}) is ignored`,
    );
  }
  const twoDigits = texts.find((text) =>
    /(^|[^\d:])\d{1,2}[-/. ](\d{1,2}|\p{L}+)[-/. ]\d{2}( |T|$)/u.test(text),
  );
  if (twoDigits) {
    const seconds = parseDate(twoDigits, order)?.seconds;
    if (seconds !== undefined)
      decide(
        context,
        table.file,
        `"${twoDigits}" is read as ${new Date(seconds * 1000).toISOString().slice(0, 10)}`,
      );
  }
  const dates = new Float64Array(table.rowCount);
  for (let row = 0; row < dates.length; row++) {
    const code = codes?.[row] ?? 0;
    const value = values[row] as number;
    const seconds =
      code === 0 ? numeric?.toSeconds(value) : code > 0 ? ofText[code - 1]?.seconds : undefined;
    dates[row] = seconds ?? Number.NaN;
    if (seconds !== undefined) continue;
    const text = code === 0 ? String(value) : column.textAt(row);
    tellNoDate(table, column.header, row, text, order, context);
  }
  return dates;
}

function tellNoDate(
  table: Table,
  header: string,
  row: number,
  text: string,
  order: DateOrder,
  context: BuildContext,
): void {
  const other = order === 'day first' ? 'month first' : 'day first';
  const message = parseDate(text, other)
    ? `"${text.slice(0, 40)}" in column ${header} is not a date with the ${order}, as others are; correct it.`
    : `"${text.slice(0, 40)}" in column ${header} is not a date; write it as ${EXAMPLE}.`;
  context.problems.add(`date ${header}`, { file: table.file, line: table.lineOf(row), message });
}

/** The order that a date proves; if none does, the person is asked. */
function dateOrder(
  table: Table,
  column: Column,
  mapping: Mapping,
  context: BuildContext,
): DateOrder {
  if (mapping.dateOrder) return mapping.dateOrder;
  const proof = column.texts.map(orderOf).find((order) => order !== undefined);
  if (proof) {
    decide(context, table.file, `In the dates, the ${proof.replace(' first', ' comes first')}`);
    return proof;
  }
  const open = column.texts.find((text) => parseDate(text)?.isOpen);
  if (open) {
    const [day, month] = (['day first', 'month first'] as const).map((order) =>
      new Date((parseDate(open, order)?.seconds ?? 0) * 1000).toISOString().slice(0, 10),
    );
    const text = `Is "${open}" in ${column.header} ${day} (day first) or ${month} (month first)?`;
    context.questions.push({ kind: 'date order', shape: table.shape, text });
  }
  return 'day first';
}

function partsOf(
  table: Table,
  [year, month, day]: readonly (Column | undefined)[],
  context: BuildContext,
): Float64Array {
  return Float64Array.from({ length: table.rowCount }, (_, row) => {
    const part = (column: Column | undefined) =>
      column ? column.textAt(row) || String(column.values[row]) : '1';
    const text = [part(year), part(month), part(day)].join('-');
    const seconds =
      parseDate(text)?.seconds ??
      parseDate([part(day), part(month), part(year)].join(' '))?.seconds;
    if (seconds !== undefined) return seconds;
    tellNoDate(table, year?.header ?? '', row, text, 'day first', context);
    return Number.NaN;
  });
}

function daysAfterStart(
  table: Table,
  column: Column,
  mapping: Mapping,
  context: BuildContext,
): Float64Array {
  const start = mapping.startDate === undefined ? undefined : parseDate(mapping.startDate)?.seconds;
  if (start === undefined) {
    const text = `${column.header} counts days and no column has dates. Which day is day 0?`;
    context.questions.push({ kind: 'start date', shape: table.shape, text });
  } else decide(context, table.file, `${column.header} counts days from ${mapping.startDate}`);
  return Float64Array.from({ length: table.rowCount }, (_, row) => {
    const value = column.values[row] as number;
    if (Number.isNaN(value)) {
      const message = `"${column.textAt(row).slice(0, 40)}" in column ${column.header} is not a number of days; correct it.`;
      context.problems.add(`days ${column.header}`, {
        file: table.file,
        line: table.lineOf(row),
        message,
      });
    }
    return Math.round((start ?? 0) + value * DAY_S);
  });
}
