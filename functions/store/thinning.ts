import { DAY_MS, HOUR_MS } from './lifetime.ts';

/** A version in the history, as far as thinning looks at it. */
export interface AgedVersion {
  readonly id: string;
  readonly version: number;
  /** When it was saved, and when another was saved over it; ISO 8601. */
  readonly updatedAt: string;
  readonly replacedAt: string;
}

/** All of these last ones stay, then one an hour, then one a day. */
const ALL_FOR_MS = DAY_MS;
const HOURLY_FOR_MS = 7 * DAY_MS;

/** Whether it was replaced so lately that it stays whatever else there is. */
export function isFresh({ replacedAt }: AgedVersion, nowMs: number): boolean {
  return nowMs - Date.parse(replacedAt) < ALL_FOR_MS;
}

/**
 * Which of the versions of one session may go: all but the last of each hour, after 7 days of each day.
 * Of versions that are seen only in part it names none whose last is not among them, so several runs at
 * once leave what one run leaves.
 */
export function superfluous<V extends AgedVersion>(versions: readonly V[], nowMs: number): V[] {
  const lastOf = new Map<string, V>();
  for (const each of versions) {
    const bucket = bucketOf(each, nowMs);
    const last = lastOf.get(bucket);
    if (!last || each.version > last.version) lastOf.set(bucket, each);
  }
  return versions.filter(
    (each) => !isFresh(each, nowMs) && lastOf.get(bucketOf(each, nowMs)) !== each,
  );
}

function bucketOf({ updatedAt }: AgedVersion, nowMs: number): string {
  const savedMs = Date.parse(updatedAt);
  const isHourly = nowMs - savedMs < HOURLY_FOR_MS;
  const lengthMs = isHourly ? HOUR_MS : DAY_MS;
  return `${lengthMs} ${Math.floor(savedMs / lengthMs)}`;
}
