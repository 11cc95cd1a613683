import { describe, expect, it } from 'vitest';
import { type AgedVersion, isFresh, superfluous } from './thinning.ts';

const NOW = Date.parse('2026-11-28T12:00:00.000Z');
const HOUR_MS = 3_600_000;
const at = (hoursAgo: number) => new Date(NOW - hoursAgo * HOUR_MS).toISOString();

/** Versions 1, 2, 3 ... saved so many hours ago, each replaced by the next and the last by the session itself. */
function history(...savedHoursAgo: number[]): AgedVersion[] {
  return savedHoursAgo.map((hours, index) => ({
    id: `s~${index + 1}`,
    version: index + 1,
    updatedAt: at(hours),
    replacedAt: at(savedHoursAgo[index + 1] ?? hours - 0.01),
  }));
}

const goneOf = (versions: AgedVersion[]) =>
  superfluous(versions, NOW).map(({ version }) => version);

describe('Thinning a history', () => {
  it('keeps everything replaced within the last 24 hours', () => {
    expect(goneOf(history(23.9, 23.8, 5, 1, 0.5, 0.2))).toEqual([]);
  });

  it('keeps the last of each hour for 7 days', () => {
    expect(goneOf(history(49.9, 49.5, 49.1, 48.9, 48.2, 30.5))).toEqual([1, 2, 4]);
  });

  it('keeps the last of each day after that', () => {
    const days = history(24 * 9 + 11, 24 * 9 + 5, 24 * 9 + 1, 24 * 8 + 11, 24 * 8 + 2);
    expect(goneOf(days)).toEqual([1, 2, 4]);
  });

  it('goes by the time of saving: a version that was current for a week does not yield to a later one', () => {
    const stood = { id: 's~1', version: 1, updatedAt: at(24 * 9), replacedAt: at(30.5) };
    const brief = { id: 's~2', version: 2, updatedAt: at(30.5), replacedAt: at(30.4) };
    const next = { id: 's~3', version: 3, updatedAt: at(30.4), replacedAt: at(30.3) };
    expect(goneOf([stood, brief, next])).toEqual([2]);
  });

  it('keeps what was replaced just now, however old it is and whatever else its day has', () => {
    const [first, second] = history(24 * 9 + 2, 24 * 9 + 1);
    const replacedNow = { ...(first as AgedVersion), replacedAt: at(1) };
    expect(goneOf([replacedNow, second as AgedVersion])).toEqual([]);
  });

  it('does not depend on the order, and finds nothing more to do afterwards', () => {
    const versions = history(60.9, 60.5, 60.1, 50.5, 50.2, 24 * 8 + 3, 2);
    const gone = superfluous(versions, NOW);
    expect(new Set(superfluous(versions.toReversed(), NOW))).toEqual(new Set(gone));
    expect(goneOf(versions.filter((each) => !gone.includes(each)))).toEqual([]);
  });

  it.each([
    [24 * 7 - 0.1, [1]],
    [24 * 7 + 0.1, [1]],
  ])('removes the first of two versions in one hour, %d hours ago', (hours, expected) => {
    expect(goneOf(history(hours, hours - 0.01))).toEqual(expected);
  });

  it('keeps hourly versions for exactly 7 days, and everything for exactly one', () => {
    const anHourApart = (hours: number) => goneOf(history(hours, hours - 1));
    expect(anHourApart(24 * 7 - 1)).toEqual([]);
    expect(anHourApart(24 * 7)).toEqual([]);
    expect(anHourApart(24 * 7 + 1)).toEqual([1]);
    expect(anHourApart(24 * 7 + 3)).toEqual([1]);
    const [version] = history(30) as [AgedVersion];
    expect(isFresh({ ...version, replacedAt: at(24) }, NOW)).toBe(false);
    expect(isFresh({ ...version, replacedAt: at(23.999) }, NOW)).toBe(true);
  });
});
