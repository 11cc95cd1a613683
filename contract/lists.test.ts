import { describe, expect, it } from 'vitest';
import { ListSessionsQuery, ListSnapshotAccessLogsQuery, ListSnapshotsQuery } from './lists.ts';

describe('list queries', () => {
  it('treat an empty value as absent', () => {
    const query = ListSessionsQuery.parse({
      cursor: '',
      page_size: '',
      sort_by: '',
      filter_title: '',
      filter_updated_from: '',
    });
    expect(Object.values(query).every((value) => value === undefined)).toBe(true);
  });

  it('ignore unknown parameters', () => {
    expect(ListSessionsQuery.parse({ zCacheBust: '1', page_size: '25' })).toEqual({
      page_size: 25,
    });
  });

  it.each([
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T10:00:00+02:00', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T08:00:00.123456Z', '2026-11-22T08:00:00.123Z'],
    ['2026-11-22T08:00Z', '2026-11-22T08:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['0000-01-01', '0000-01-01T00:00:00.000Z'],
  ])(
    'normalise the time %s to toISOString, so that comparing strings compares times',
    (given, written) => {
      expect(ListSnapshotsQuery.parse({ filter_created_from: given })).toEqual({
        filter_created_from: written,
      });
    },
  );

  it.each([
    '99999',
    '1',
    '2026',
    '2026-11',
    '12/31/2026',
    '22 Nov 2026',
    '2026-02-30',
    '2026-11-31T08:00:00Z',
    '2026-13-01',
    '2025-02-29',
    '2026-11-22T08:00:00',
    '2026-11-22T24:00:00Z',
    '2026-11-22T08:60:00Z',
    '2026-11-22 08:00:00Z',
    '2026-11-22T10:00:00 02:00',
    '+010000-01-01T00:00:00Z',
    '10000-01-01',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
    'now',
    ' 2026-11-22',
  ])('refuse the time %j', (given) => {
    const { error } = ListSnapshotsQuery.safeParse({ filter_created_to: given });
    expect(error?.issues[0]?.message).toMatch(/^Expected a date.*ISO 8601/);
  });

  it.each(['true', 'True', 'TRUE', '1', 'yes', 'YES', 'on', 'y', 't'])(
    'accept %s as true',
    (given) => {
      expect(ListSessionsQuery.parse({ sort_lowercase: given })).toEqual({ sort_lowercase: true });
    },
  );

  it.each(['false', 'False', '0', 'no', 'No', 'off', 'n', 'f'])('accept %s as false', (given) => {
    expect(ListSessionsQuery.parse({ sort_lowercase: given })).toEqual({ sort_lowercase: false });
  });

  it('search titles in their folded form', () => {
    expect(ListSessionsQuery.parse({ filter_title: ' İSTANBUL ' })).toEqual({
      filter_title: 'istanbul',
    });
    expect(ListSessionsQuery.safeParse({ filter_title: 'x'.repeat(1_000) }).success).toBe(true);
  });

  it.each([
    ['page_size', '0'],
    ['page_size', '101'],
    ['page_size', '1.5'],
    ['page_size', 'ten'],
    ['sort_by', 'metadata.content'],
    ['sort_by', '__proto__'],
    ['sort_direction', 'up'],
    ['sort_lowercase', 'maybe'],
    ['sort_lowercase', '2'],
    ['filter_title', 'x'.repeat(1_001)],
    ['filter_owner_id', 'x'.repeat(1_001)],
    ['filter_created_from', 'yesterday'],
    ['filter_snapshot_deleted', 'truth'],
  ])('refuse %s=%s with a message that says what is expected', (name, value) => {
    const result = ListSnapshotAccessLogsQuery.safeParse({ [name]: value });
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.path).toEqual([name]);
    expect(result.error?.issues[0]?.message).toMatch(/^Expected /);
  });
});
