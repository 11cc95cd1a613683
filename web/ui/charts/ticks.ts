import { fixed, formatNumber, LETTERS } from './format.ts';

const DECIMALS_MAX = 6;
/** Letters that remain of a shortened name. */
const NAME_SEEN = 3;
/** Smaller numbers are written with an exponent. */
const TINY = 1e-3;

/**
 * Texts of an axis's ticks, all with one letter and the decimals that tell them apart: "12.35M", "12.36M". A null tick
 * gets an empty text.
 */
export function tickTexts(ticks: readonly (number | null)[], increment: number): string[] {
  const highest = Math.max(0, ...ticks.map((tick) => Math.abs(tick ?? 0)));
  if (highest !== 0 && highest < TINY) return ticks.map((tick) => orEmpty(tick, exponential));
  const [scale, letter] = LETTERS.find(([least]) => highest >= least) ?? [1, ''];
  const decimals = Math.min(DECIMALS_MAX, decimalsOf(increment / scale));
  return ticks.map((tick) =>
    orEmpty(tick, (value) => (value === 0 ? '0' : fixed(value / scale, decimals) + letter)),
  );
}

function exponential(value: number): string {
  return value === 0 ? '0' : value.toExponential(2);
}

function orEmpty(tick: number | null, write: (value: number) => string): string {
  return tick === null ? '' : write(tick);
}

/** The number of decimals of a step: 0.25 has two. */
function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < DECIMALS_MAX; decimals++) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return DECIMALS_MAX;
}

/**
 * Shortens a label until it fits: the name first, then the day and the unit after it. "WOPR:A... [Sm3/d]".
 */
export function fitted(label: string, fits: (text: string) => boolean): string {
  if (fits(label)) return label;
  const end = /( \[[^\]]*\])?( on .*)?$/.exec(label)?.[0] ?? '';
  const name = label.slice(0, label.length - end.length);
  for (const rest of [end, end.replace(/ on .*$/, ''), '']) {
    for (let length = name.length; length >= NAME_SEEN; length--) {
      const text = `${name.slice(0, length)}${length < name.length ? '\u2026' : ''}${rest}`;
      if (fits(text)) return text;
    }
  }
  return '';
}

/** With more decades only the powers of ten have ticks. */
const DECADES_WITH_STEPS = 3;

/** Ticks of a logarithmic axis: 1, 2 and 5 of each power of ten or, over many powers, only 1. */
export function logTicks(min: number, max: number): number[] {
  const [from, to] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const steps = to - from > DECADES_WITH_STEPS ? [1] : [1, 2, 5];
  const all = Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((power) =>
    steps.map((step) => Number(`${step}e${power}`)),
  );
  return all.filter((tick) => tick >= min && tick <= max);
}

/** Texts of a logarithmic axis's ticks, each with the digits and the letter it needs: "0.5", "20k", "1M". */
export function logTickTexts(ticks: readonly (number | null)[]): string[] {
  return ticks.map((tick) =>
    orEmpty(tick, (value) => {
      const [scale, letter] = LETTERS.find(([least]) => value >= least) ?? [1, ''];
      return formatNumber(value / scale) + letter;
    }),
  );
}

const DAY_S = 86_400;
const MONTH_S = 28 * DAY_S;
const YEAR_S = 365 * DAY_S;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ');

const month = (date: Date) => MONTHS[date.getUTCMonth()] ?? '';
const dayAndMonth = (date: Date) => `${date.getUTCDate()} ${month(date)}`;
const clock = (date: Date) => date.toISOString().slice(11, 16);

/**
 * Texts of a time axis's ticks (seconds since 1970): years, months, days or hours, depending on the step. A second
 * line, below the first tick and wherever it changes, has the year or the day.
 */
export function timeTickTexts(ticks: readonly (number | null)[], increment: number): string[] {
  let above = '';
  return ticks.map((tick) =>
    orEmpty(tick, (seconds) => {
      const date = new Date(seconds * 1000);
      const year = String(date.getUTCFullYear());
      if (increment >= YEAR_S) return year;
      const isHours = increment < DAY_S;
      const below = isHours ? `${dayAndMonth(date)} ${year}` : year;
      const first = isHours ? clock : increment >= MONTH_S ? month : dayAndMonth;
      const text = first(date);
      if (below === above) return text;
      above = below;
      return `${text}\n${below}`;
    }),
  );
}
