const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });
const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 });
const tiny = new Intl.NumberFormat('en', { notation: 'scientific', maximumSignificantDigits: 4 });

/** For axes: "12.5K". */
export function formatCompact(value: number): string {
  return isTiny(value) ? tiny.format(value) : compact.format(value);
}

/** For readouts and tables: five digits that count, "1,234.5". Missing values are a dash. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '\u2013';
  return isTiny(value) ? tiny.format(value) : plain.format(value);
}

/** The day of a time in seconds since 1970, UTC: "2031-05-01". */
export function formatDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

const isTiny = (value: number) => value !== 0 && Math.abs(value) < 1e-3;
