/** Significant digits in readouts and tables. */
const DIGITS = 4;

const DASH = '\u2013';

/** Formats a number for readouts with four significant digits: "1,235". A missing value is a dash. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  if (isTiny(value)) return scientific(value);
  const power = Number(value.toExponential().split('e')[1]);
  const text = rounded(value, DIGITS - 1 - power);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * Formats a number with a fixed count of decimals: "1,234.50". The first chart uses none of the browser's own formatters:
 * creating the first one takes a page up to 50 ms.
 */
export function fixed(value: number, decimals: number): string {
  const text = rounded(value, decimals);
  return text.includes('e') ? value.toLocaleString('en') : text;
}

/** Rounds the number as it is written, half up; negative `decimals` give zeros at its end. */
function rounded(value: number, decimals: number): string {
  const [digits, power = '0'] = String(Math.abs(value)).split('e');
  const units = Math.round(Number(`${digits}e${Number(power) + decimals}`));
  const text = (units + '0'.repeat(units && Math.max(0, -decimals))).padStart(decimals + 1, '0');
  const end = text.length - Math.max(0, decimals);
  const whole = text.slice(0, end).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${whole}${decimals > 0 ? `.${text.slice(end)}` : ''}`;
}

/** "1.235e-4" */
function scientific(value: number): string {
  const [digits, power] = value.toExponential().split('e');
  const rounds = 10 ** (DIGITS - 1);
  return Number(`${Math.round(Number(digits) * rounds) / rounds}e${power}`).toExponential();
}

/** Below this share of the largest number, at most one of its significant digits would remain. */
const TOO_SMALL = 1e-3;

/**
 * Returns a formatter for a column: all numbers get the decimals that give the largest one four significant digits. A
 * number that is too small for these decimals gets four significant digits of its own.
 */
export function columnFormat(values: Float64Array): (value: number) => string {
  let highest = 0;
  let hasFraction = false;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    highest = Math.max(highest, Math.abs(value));
    hasFraction ||= !Number.isInteger(value);
  }
  if (highest !== 0 && isTiny(highest)) return formatNumber;
  const whole = highest === 0 ? 1 : Math.floor(Math.log10(highest)) + 1;
  const decimals = hasFraction ? Math.max(0, DIGITS - whole) : 0;
  return (value) =>
    isTooSmall(value, highest) || !Number.isFinite(value)
      ? formatNumber(value)
      : fixed(value, decimals);
}

const isTooSmall = (value: number, highest: number) =>
  value !== 0 && Math.abs(value) < highest * TOO_SMALL;

/** The letters that shorten large numbers, on axes and in readouts, by SI. */
export const LETTERS = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Readouts have room for thousands in full. */
const READOUT_LETTERS = LETTERS.filter(([least]) => least >= 1e6);

/** Every number of a readout has at least so many significant digits. */
const READOUT_DIGITS = 3;

/**
 * Returns a formatter for a column of a readout: like `columnFormat`, but from a million on "35.45M". A number that would
 * lose its digits beside larger ones is formatted by itself: "1,500" beside "1.000M".
 */
export function readoutFormat(values: readonly (number | undefined)[]): Format {
  const numbers = values.filter((value) => value !== undefined);
  const highest = Math.max(0, ...numbers.filter(Number.isFinite).map(Math.abs));
  const [scale, letter] = READOUT_LETTERS.find(([least]) => highest >= least) ?? [1, ''];
  const format = columnFormat(Float64Array.from(numbers, (value) => value / scale));
  return (value) => {
    if (value === undefined || !Number.isFinite(value)) return DASH;
    if (value === 0) return scale === 1 ? format(0) : '0';
    const text = format(value / scale);
    const isExact = scale === 1 && Number(text.replaceAll(',', '')) === value;
    const isLong = digitsOf(text) >= READOUT_DIGITS && !isTooSmall(value, highest);
    if (isExact || isLong || Math.abs(value) === highest) return text + letter;
    return Math.abs(value) < 1e6 ? formatNumber(value) : readoutFormat([value])(value);
  };
}

/** The number of significant digits of a formatted number. */
const digitsOf = (text: string) => text.replaceAll(/^[-0.,]+|\D/g, '').length;

type Format = (value: number | undefined) => string;

/** The day of a time in seconds since 1970, UTC: "2031-05-01". */
export function formatDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

const knownDays = new WeakMap<Float64Array, readonly string[]>();

/** The day of each time; cached, since all charts of an ensemble share its times. */
export function daysAt(times: Float64Array): readonly string[] {
  const known = knownDays.get(times);
  if (known) return known;
  const days = Array.from(times, formatDay);
  knownDays.set(times, days);
  return days;
}

const isTiny = (value: number) => value !== 0 && Math.abs(value) < 1e-3;
