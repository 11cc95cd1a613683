/** Whether day or month comes first in "1/2/2018". */
export type DateOrder = 'day first' | 'month first';

export interface DateParts {
  readonly seconds: number;
  /** Whether the result depends on the order of day and month. */
  readonly isOpen: boolean;
  /** Time zone such as "+01:00". Ignored in the seconds: a time is read as written. */
  readonly zone: string;
}

const MONTHS: Readonly<Record<string, number>> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, jly: 7, aug: 8, sep: 9, oct: 10 },
  ...{ nov: 11, dec: 12, mai: 5, okt: 10, dez: 12, des: 12, mrz: 3, 'm\u00e4r': 3, maj: 5 },
};
const TIME =
  '(?:[T ]+(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?)?\\s*([ap]m)?\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?${TIME}$`, 'i');
const NUMBERS = new RegExp(`^(\\d{1,2})([-/. ])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`, 'i');
const DAY_NAMED = new RegExp(
  `^(\\d{1,2})[-/. ]*(\\p{L}{3,9})\\.?[-/. ,]*(\\d{4}|\\d{2})${TIME}$`,
  'iu',
);
const NAMED_DAY = new RegExp(`^(\\p{L}{3,9})\\.?[- ](\\d{1,2}),?[- ]+(\\d{4})${TIME}$`, 'iu');
const NAMED_MONTH = /^(\p{L}{3,9})\.?[-/ ]+(\d{4}|\d{2})$/iu;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/;

/**
 * Parses a date in any usual notation to seconds since 1970; undefined for anything else, including days that do not
 * exist.
 */
export function parseDate(text: string, order: DateOrder = 'day first'): DateParts | undefined {
  let match = YEAR_FIRST.exec(text);
  if (match) return made([match[1], match[2], match[3]], match.slice(4));
  match = NUMBERS.exec(text);
  if (match) {
    const [, first, mark, second, year] = match;
    const isDayFirst = mark === '.' || order === 'day first';
    const parts = isDayFirst ? [year, second, first] : [year, first, second];
    const isOpen = mark !== '.' && first !== second && Number(first) <= 12 && Number(second) <= 12;
    return made(parts, match.slice(5), isOpen);
  }
  match = DAY_NAMED.exec(text);
  if (match) return made([match[3], monthOf(match[2]), match[1]], match.slice(4));
  match = NAMED_DAY.exec(text);
  if (match) return made([match[3], monthOf(match[1]), match[2]], match.slice(4));
  match = NAMED_MONTH.exec(text);
  if (match) return made([match[2], monthOf(match[1]), '1'], []);
  match = COMPACT.exec(text);
  if (match) return made([match[1], match[2], match[3]], match.slice(4));
  return undefined;
}

/** The order that a text proves: "13/1/2018" has the day first. */
export function orderOf(text: string): DateOrder | undefined {
  const [, first, mark, second] = NUMBERS.exec(text) ?? [];
  if (mark === undefined || mark === '.') return undefined;
  if (Number(first) > 12) return 'day first';
  return Number(second) > 12 ? 'month first' : undefined;
}

function monthOf(name = ''): string | undefined {
  return MONTHS[name.slice(0, 3).toLowerCase()]?.toString();
}

function made(
  date: readonly (string | undefined)[],
  time: readonly (string | undefined)[],
  isOpen = false,
): DateParts | undefined {
  const [yearText = '', month = 0, day = 1] = date.map((part, i) =>
    i === 0 || part === undefined ? part : Number(part),
  ) as [string, number?, number?];
  const year =
    yearText.length === 2
      ? Number(yearText) + (Number(yearText) < 70 ? 2000 : 1900)
      : Number(yearText);
  const [hourText, minute = '0', second = '0', fraction = '', half = '', zone = ''] = time;
  let hour = Number(hourText ?? 0);
  if (half) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const isReal =
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === day &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    (hour < 24 || (hour === 24 && Number(minute) === 0 && Number(second) === 0));
  if (!isReal) return undefined;
  const rounded = Math.round(Number(`${second}.${fraction || 0}`));
  const seconds = at.getTime() / 1000 + hour * 3600 + Number(minute) * 60 + rounded;
  return { seconds, isOpen, zone: zone ?? '' };
}

const DAY_S = 86_400;
/** Day 0 of Excel's day numbers. */
const EXCEL_START_S = Date.UTC(1899, 11, 30) / 1000;

/** A numeric notation of dates. */
export interface NumericDates {
  readonly name: string;
  toSeconds(value: number): number | undefined;
}

const inRange =
  (from: number, to: number, toSeconds: (value: number) => number | undefined) => (value: number) =>
    value >= from && value < to ? toSeconds(value) : undefined;

/** In the order in which they are tried; their ranges do not overlap. */
const NUMERIC_DATES: readonly NumericDates[] = [
  {
    name: 'numbers like 20180131',
    toSeconds: inRange(19_000_101, 22_001_232, (value) => parseDate(String(value))?.seconds),
  },
  {
    name: 'months like 201801',
    toSeconds: inRange(
      190_001,
      220_013,
      (value) => parseDate(`${Math.floor(value / 100)}-${value % 100}`)?.seconds,
    ),
  },
  {
    name: 'Excel day numbers',
    toSeconds: inRange(10_000, 110_000, (value) => Math.round(EXCEL_START_S + value * DAY_S)),
  },
  { name: 'seconds since 1970', toSeconds: inRange(110_000_000, 1e10, Math.round) },
  {
    name: 'milliseconds since 1970',
    toSeconds: inRange(110e9, 1e13, (value) => Math.round(value / 1e3)),
  },
  {
    name: 'microseconds since 1970',
    toSeconds: inRange(110e12, 1e16, (value) => Math.round(value / 1e6)),
  },
  {
    name: 'nanoseconds since 1970',
    toSeconds: inRange(110e15, 1e19, (value) => Math.round(value / 1e9)),
  },
];

/** The notation in which all these numbers are dates, if there is one. NaN is skipped. */
export function numericDatesOf(values: Float64Array): NumericDates | undefined {
  const numbers = values.filter((value) => !Number.isNaN(value));
  if (numbers.length === 0) return undefined;
  return NUMERIC_DATES.find(({ toSeconds }) =>
    numbers.every((value) => toSeconds(value) !== undefined),
  );
}
