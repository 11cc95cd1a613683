import { describe, expect, it } from 'vitest';
import { ListSessionsQuery, ListSnapshotAccessLogsQuery, ListSnapshotsQuery } from './lists.ts';

describe('list queries', () => {
  it('take an empty value as absent', () => {
    const query = ListSessionsQuery.parse({
      cursor: '',
      page_size: '',
      sort_by: '',
      filter_title: '',
      filter_updated_from: '',
    });
    expect(Object.values(query).every((value) => value === undefined)).toBe(true);
  });

  it('ignore parameters they do not know', () => {
    expect(ListSessionsQuery.parse({ zCacheBust: '1', page_size: '25' })).toEqual({
      page_size: 25,
    });
  });

  it('write times as toISOString does, so that text comparison is time comparison', () => {
    expect(ListSnapshotsQuery.parse({ filter_created_from: '2026-11-22T10:00:00+02:00' })).toEqual({
      filter_created_from: '2026-11-22T08:00:00.000Z',
    });
  });

  it.each([
    ['page_size', '0'],
    ['page_size', '101'],
    ['page_size', '1.5'],
    ['page_size', 'ten'],
    ['sort_by', 'metadata.content'],
    ['sort_by', '__proto__'],
    ['sort_direction', 'up'],
    ['sort_lowercase', 'yes'],
    ['filter_created_from', 'yesterday'],
    ['filter_snapshot_deleted', '1'],
  ])('refuse %s=%s with a message that says what is expected', (name, value) => {
    const result = ListSnapshotAccessLogsQuery.safeParse({ [name]: value });
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.path).toEqual([name]);
    expect(result.error?.issues[0]?.message).toMatch(/^Expected /);
  });
});
