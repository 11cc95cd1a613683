import { REALIZATION_MAX } from '../../content/limits.ts';
import { plainDecimal } from './plain-decimal.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;
const MISSING = new Set(['', 'nan', 'na', 'n/a', 'null', '-']);
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.0+)?)?Z?)?$/;
const MS_PER_MINUTE = 60_000;

/** A number; NaN for an empty field or "NaN", "NA", "null", "-"; undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  const plain = plainDecimal(text);
  if (plain !== undefined) return plain;
  if (NUMBER.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  if (MISSING.has(text.toLowerCase())) return Number.NaN;
  return DECIMAL_COMMA.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** A realization number, or undefined. Takes "12" and "12.0", as spreadsheets write it. */
export function parseRealization(text: string): number | undefined {
  if (!/^\d+(?:\.0+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value <= REALIZATION_MAX ? value : undefined;
}

export type ParsedDate = { readonly minutes: number } | { readonly problem: string };

/** A day or a time to the minute, in UTC, as minutes since 1970. */
export function parseDate(text: string): ParsedDate {
  const match = DATE.exec(text);
  if (!match) {
    return { problem: `"${text}" is not a date: write it as 2025-01-31 or 2025-01-31 12:00.` };
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  date.setUTCFullYear(year);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  if (!isReal) return { problem: `"${text}" is not a date that exists.` };
  if (second !== 0) {
    return { problem: `"${text}" has seconds: times are read to the minute.` };
  }
  return { minutes: date.getTime() / MS_PER_MINUTE };
}
