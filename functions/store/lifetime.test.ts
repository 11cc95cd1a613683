import { describe, expect, it } from 'vitest';
import { deletedAt, deletionTimes, endOf, isOver, ttlOf } from './lifetime.ts';

const MADE_S = 1_700_000_000;
const MADE_MS = MADE_S * 1000;
const time = (ms: number) => new Date(ms).toISOString();

describe('The expiry of an item', () => {
  it.each([
    ['without ttl', { _ts: MADE_S }, Infinity],
    ['with a ttl', { _ts: MADE_S, ttl: 60 }, MADE_MS + 60_000],
    ['with a ttl of -1 (never)', { _ts: MADE_S, ttl: -1 }, Infinity],
    ['with a ttl of 0', { _ts: MADE_S, ttl: 0 }, Infinity],
    ['with a ttl of null', { _ts: MADE_S, ttl: null }, Infinity],
    ['with a ttl and no write time', { ttl: 60 }, Infinity],
    ['with an expiry date', { expires_at: time(MADE_MS) }, MADE_MS],
    [
      'with both, the date first',
      { _ts: MADE_S, ttl: 60, expires_at: time(MADE_MS + 1) },
      MADE_MS + 1,
    ],
    [
      'with both, the ttl first',
      { _ts: MADE_S, ttl: 1, expires_at: time(MADE_MS + 2_000) },
      MADE_MS + 1_000,
    ],
    ['with invalid values', { _ts: 'x', ttl: 'x', expires_at: 'x', deleted_at: 7 }, Infinity],
  ])('%s is known', (_, item, end) => {
    expect(endOf(item)).toBe(end);
  });

  it('is reached at that exact millisecond', () => {
    const item = { _ts: MADE_S, ttl: 60 };
    expect(isOver(item, MADE_MS + 59_999)).toBe(false);
    expect(isOver(item, MADE_MS + 60_000)).toBe(true);
    expect(isOver({ _ts: MADE_S, ttl: 60 })).toBe(true);
    expect(isOver({ expires_at: time(Date.now() + 60_000) })).toBe(false);
  });

  it.each([undefined, null, 7, 'x'])('is never for %s, which is no item', (item) => {
    expect(isOver(item)).toBe(false);
  });
});

describe('An item in the trash', () => {
  it('has the time of its deletion', () => {
    expect(deletedAt({ deleted_at: time(MADE_MS) })).toBe(time(MADE_MS));
    expect(deletedAt({})).toBeUndefined();
    expect(deletedAt({ deleted_at: null })).toBeUndefined();
  });

  it('has the time of its expiry', () => {
    const item = { deleted_at: time(MADE_MS), _ts: MADE_S, ttl: 60 };
    expect(deletionTimes(item)).toEqual({
      deletedAt: time(MADE_MS),
      expiresAt: time(MADE_MS + 60_000),
    });
  });

  it('without an expiry gets the latest possible time', () => {
    expect(deletionTimes({})).toEqual({
      deletedAt: '1970-01-01T00:00:00.000Z',
      expiresAt: '9999-12-31T23:59:59.999Z',
    });
  });
});

describe('A ttl', () => {
  it('is a second longer than requested, because write times are in whole seconds', () => {
    expect(ttlOf(60_000)).toBe(61);
    expect(ttlOf(60_001)).toBe(62);
  });

  it('is at least one second and at most what the database accepts', () => {
    expect(ttlOf(-5_000)).toBe(1);
    expect(ttlOf(Infinity)).toBe(2_147_483_647);
    expect(ttlOf(1e15)).toBe(2_147_483_647);
  });
});
