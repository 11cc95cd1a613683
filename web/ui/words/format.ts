import type { ValueFilter } from '../../workbench/content/schema.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

type Instant = number | string | Date;

/** "12:03" */
function clockTime(at: Instant): string {
  return clock.format(new Date(at));
}

/** "22 Nov 2026" */
export function day(at: Instant): string {
  return date.format(new Date(at));
}

/** "22 Nov 2026, 12:03" */
function dateTime(at: Instant): string {
  return `${day(at)}, ${clockTime(at)}`;
}

/** "today 12:03", "yesterday 12:03", else as `dateTime`. */
export function shortDateTime(at: Instant, now: Instant = Date.now()): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return `today ${clockTime(at)}`;
  if (days === 1) return `yesterday ${clockTime(at)}`;
  return dateTime(at);
}

/** "640 bytes", "14 KB", "1.4 MB" */
export function bytes(count: number): string {
  if (count < 1000) return `${count} bytes`;
  if (count < 999_500) return `${Math.round(count / 1000)} KB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}

/** A size and its limit, as `bytes` says them, with as many digits as it takes to tell them apart. */
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
