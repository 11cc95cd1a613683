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

let tiny: Intl.NumberFormat | null = null;

function scientific(value: number): string {
  tiny ??= new Intl.NumberFormat('en', {
    notation: 'scientific',
    maximumSignificantDigits: DIGITS,
  });
  return tiny.format(value);
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

/** From these sizes on, numbers are shortened to millions or billions, like the ticks of axes. */
const SCALES = [
  [1e9, 'G'],
  [1e6, 'M'],
] as const;

/**
 * Returns a formatter for a column of a readout: like `columnFormat`, but from a million on "35.45M". Zero and numbers
 * too small for that are written in full.
 */
export function readoutFormat(values: readonly (number | undefined)[]): Format {
  const numbers = values.filter((value) => value !== undefined);
  const highest = Math.max(0, ...numbers.filter(Number.isFinite).map(Math.abs));
  const [scale, suffix] = SCALES.find(([least]) => highest >= least) ?? [1, ''];
  const format = columnFormat(Float64Array.from(numbers, (value) => value / scale));
  return (value) => {
    if (value === undefined || !Number.isFinite(value)) return DASH;
    const isPlain = scale > 1 && (value === 0 || isTooSmall(value, highest));
    return isPlain ? formatNumber(value) : format(value / scale) + suffix;
  };
}

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
