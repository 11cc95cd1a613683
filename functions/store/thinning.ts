import { DAY_MS, HOUR_MS } from './lifetime.ts';

/** A version in the history, with the fields that thinning needs. */
export interface AgedVersion {
  readonly id: string;
  readonly version: number;
  /** When it was saved, and when another save replaced it; ISO 8601. */
  readonly updatedAt: string;
  readonly replacedAt: string;
}

/** Versions replaced within this time all stay; after that one per hour, then one per day. */
const ALL_FOR_MS = DAY_MS;
const HOURLY_FOR_MS = 7 * DAY_MS;

/** Whether it was replaced so recently that it is always kept. */
export function isFresh({ replacedAt }: AgedVersion, nowMs: number): boolean {
  return nowMs - Date.parse(replacedAt) < ALL_FOR_MS;
}

/**
 * Which versions of one session can be deleted: all but the last of each hour, and after 7 days all but
 * the last of each day. If `versions` is incomplete, a version is returned only if a later one of its
 * period is in it too, so overlapping runs keep the same versions as a single run.
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
