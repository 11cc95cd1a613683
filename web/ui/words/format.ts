import { signal } from '@preact/signals';
import type { ValueFilter } from '../../workbench/content/schema.ts';

/** Key under which this device remembers the date style. */
export const DATE_STYLE_KEY = 'dates';

/** Dates in the format of the person's locale, or in ISO 8601. */
export type DateStyle = 'locale' | 'iso';

/** How every screen formats dates. Set at page start, and by the person in the user menu. */
interface DateSettings {
  readonly style: DateStyle;
  readonly locale: string;
  now(): number;
  /** The present time by the server's clock as far as it is known. Reads signals. */
  serverNow(): number;
}

const settings = signal<DateSettings>({
  style: 'locale',
  locale: 'en-GB',
  now: Date.now,
  serverNow: Date.now,
});

/** Changes the settings; every component that shows a date renders again. */
export function setDates(change: Partial<DateSettings>): void {
  settings.value = { ...settings.peek(), ...change };
}

export function dateStyle(): DateStyle {
  return settings.value.style;
}

type Instant = number | string | Date;

/** "12:03", with seconds "12:03:22": always the 24-hour clock, so no am or pm is needed. */
export function clockTime(at: Instant, precision?: 'seconds'): string {
  const time = new Date(at);
  const parts = [time.getHours(), time.getMinutes(), ...(precision ? [time.getSeconds()] : [])];
  return parts.map(twoDigits).join(':');
}

/** "22 Nov 2026", "Nov 22, 2026" or "2026-11-22" */
export function day(at: Instant): string {
  const { style, locale } = settings.value;
  const date = new Date(at);
  if (style === 'locale')
    return date.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  return [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
}

export function isSameDay(one: Instant, other: Instant): boolean {
  return dayNumber(one) === dayNumber(other);
}

/** "today 12:03", "yesterday 12:03", else "22 Nov 2026, 12:03". */
export function shortDateTime(
  at: Instant,
  now: Instant = settings.value.now(),
  precision?: 'seconds',
): string {
  const days = dayNumber(now) - dayNumber(at);
  const time = clockTime(at, precision);
  if (days === 0) return `today ${time}`;
  if (days === 1) return `yesterday ${time}`;
  return `${day(at)}, ${time}`;
}

/** Formats times to be compared like `shortDateTime`; all include seconds if two would otherwise read the same. */
export function timesApart(times: readonly number[], now?: Instant): readonly string[] {
  const words = times.map((at) => shortDateTime(at, now));
  if (new Set(words).size === words.length) return words;
  return times.map((at) => shortDateTime(at, now, 'seconds'));
}

/** The present time by the server's clock as far as it is known, else by this device's. */
export function serverNow(): number {
  return settings.value.serverNow();
}

/** The formatted time at which a snapshot expired, by the server's clock as far as it is known; null if it has not. */
export function expiredSince(expiresAt: string | null | undefined): string | null {
  if (!expiresAt || Date.parse(expiresAt) > serverNow()) return null;
  return shortDateTime(expiresAt);
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

/** "640 bytes", "14 KB", "1.4 MB" */
export function bytes(count: number): string {
  if (count < 1000) return `${count} bytes`;
  if (count < 999_500) return `${Math.round(count / 1000)} KB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}

/** A size and its limit, formatted by `bytes`; in exact bytes where both would otherwise read the same. */
export function bytesOf(count: number, limit: number): readonly [string, string] {
  if (count === limit || bytes(count) !== bytes(limit)) return [bytes(count), bytes(limit)];
  const exact = (one: number) => `${one.toLocaleString('en-US')} bytes`;
  return [exact(count), exact(limit)];
}

/** "1 module", "3 modules" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function dayNumber(at: Instant): number {
  const local = new Date(at);
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / 86_400_000;
}

/** "PORO from 0.22", "FOPT on 2031-05-01 from 5 to 10". */
export function valueFilterWords({ of, name, at, low, high }: ValueFilter): string {
  const when = of === 'vector' ? (at === 'end' ? ' on the last day' : ` on ${at}`) : '';
  const from = low === null ? '' : ` from ${low}`;
  const to = high === null ? '' : ` to ${high}`;
  return `${name}${when}${from}${to}`;
}
