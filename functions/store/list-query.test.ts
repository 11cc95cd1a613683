import { describe, expect, it } from 'vitest';
import { accessLogList } from './access-log-list.ts';
import { writeCursor } from './cursor.ts';
import { BadCursor } from './errors.ts';
import { type ListQuery, prepareList } from './list-query.ts';
import { deletedSessionList, sessionList } from './session-list.ts';
import { deletedSnapshotList, snapshotList } from './snapshot-list.ts';

const list: ListQuery = {
  owner: 'me',
  ownerPath: 'owner_id',
  select: ['id', 'metadata'],
  sortBy: 'metadata.title',
  direction: 'asc',
  filters: [],
  pageSize: undefined,
  cursor: undefined,
};

const LOADED = 'c.id, c.metadata, c._ts, c.ttl, c.expires_at, c.deleted_at, c._etag';

describe('A list as Cosmos SQL', () => {
  it('selects the requested and the lifetime fields of its owner’s items, in order', () => {
    expect(prepareList(list)).toMatchObject({
      spec: {
        query: `SELECT ${LOADED} FROM c WHERE c.owner_id = @owner ORDER BY c.metadata.title ASC, c.id ASC`,
        parameters: [{ name: '@owner', value: 'me' }],
      },
      pageSize: 10,
      sortBy: 'metadata.title',
    });
    expect(prepareList({ ...list, direction: 'desc', pageSize: 3 })).toMatchObject({ pageSize: 3 });
    const { spec } = prepareList({ ...list, direction: 'desc' });
    expect(spec.query).toContain('ORDER BY c.metadata.title DESC, c.id DESC');
  });

  it('finds one of several values, and a text in either of two fields', () => {
    const { spec } = prepareList({
      ...list,
      filters: [
        { path: 'id', is: 'in', value: ['x', 'y'] },
        { path: 'a', or: 'b', is: 'contains', value: 'z' },
      ],
    });
    expect(spec.query).toContain(
      'WHERE c.owner_id = @owner AND c.id IN (@filter0_0, @filter0_1)' +
        ' AND (CONTAINS(c.a, @filter1) OR CONTAINS(c.b, @filter1)) ORDER BY',
    );
    expect(spec.parameters).toEqual([
      { name: '@owner', value: 'me' },
      { name: '@filter0_0', value: 'x' },
      { name: '@filter0_1', value: 'y' },
      { name: '@filter1', value: 'z' },
    ]);
  });

  it('searches titles alone, or titles and descriptions', () => {
    const sql = (filter: Parameters<typeof sessionList>[1]) =>
      prepareList(sessionList('me', filter)).spec.query;
    expect(sql({ filter_title: 'plan' })).toContain('CONTAINS(c.metadata.title__lower, @filter');
    expect(sql({ filter_title: 'plan' })).not.toContain('description__lower');
    expect(sql({ filter_text: 'plan' })).toMatch(
      /\(CONTAINS\(c\.metadata\.title__lower, @filter\d+\) OR CONTAINS\(c\.metadata\.description__lower, @filter\d+\)\)/,
    );
  });

  it('searches for a tag as a whole word, and for anything else as a part of one', () => {
    const search = (filter_text: string) => {
      const { query = '', parameters = [] } = prepareList(sessionList('me', { filter_text })).spec;
      const pattern = String(parameters.at(-1)?.value);
      return { isTag: query.includes('RegexMatch(c.metadata.description__lower'), pattern };
    };
    for (const text of ['hm', 'see #hm', '#', '#hm.', '##hm', '#a b'])
      expect(search(text)).toEqual({ isTag: false, pattern: text });
    const { isTag, pattern } = search('#hm');
    expect(isTag).toBe(true);
    const finds = new RegExp(pattern);
    for (const text of [
      '#hm',
      'a #hm b',
      '(#hm)',
      'a\n#hm.',
      '#hm2 #hm',
      '“#hm”',
      'a-#hm/b',
      ']#hm^',
    ])
      expect([text, finds.test(text)]).toEqual([text, true]);
    for (const text of ['#hm2', '#hm-x', '#hm_x', 'a#hm', '##hm', '&#hm', '/#hm', '#hmé', 'é#hm'])
      expect([text, finds.test(text)]).toEqual([text, false]);
    expect(search('#week-48').isTag && search('#ålesund').isTag).toBe(true);
  });

  it('counts the whole list with the same conditions where a count is wanted, on the first page alone', () => {
    const filters = [
      { path: 'a', is: '=', value: 'x' },
      { path: 'b', is: 'absent' },
    ] as const;
    const first = prepareList({ ...list, filters, withTotal: true });
    expect(first.count).toEqual({
      query:
        'SELECT VALUE COUNT(1) FROM c WHERE c.owner_id = @owner AND c.a = @filter0 AND NOT IS_DEFINED(c.b)',
      parameters: [
        { name: '@owner', value: 'me' },
        { name: '@filter0', value: 'x' },
      ],
    });
    const cursor = writeCursor({ value: 'm', id: 'i' }, first.identity);
    expect(prepareList({ ...list, filters, withTotal: true, cursor }).count).toBeUndefined();
    expect(prepareList({ ...list, filters }).count).toBeUndefined();
  });

  it('passes filter values as parameters and ignores absent filters', () => {
    const { spec } = prepareList({
      ...list,
      filters: [
        { path: 'a', is: '=', value: undefined },
        { path: 'b', is: 'contains', value: 'x' },
        { path: 'c', is: '>=', value: 'y' },
        { path: 'd', is: '<=', value: 'z' },
        { path: 'e', is: '!=', value: false },
        { path: 'f', is: 'absent' },
        { path: 'g', is: 'present' },
      ],
    });
    expect(spec.query).toContain(
      'WHERE c.owner_id = @owner AND CONTAINS(c.b, @filter0) AND c.c >= @filter1 AND c.d <= @filter2' +
        ' AND c.e != @filter3 AND NOT IS_DEFINED(c.f) AND IS_DEFINED(c.g) ORDER BY',
    );
    expect(spec.parameters).toEqual([
      { name: '@owner', value: 'me' },
      { name: '@filter0', value: 'x' },
      { name: '@filter1', value: 'y' },
      { name: '@filter2', value: 'z' },
      { name: '@filter3', value: false },
    ]);
  });

  const after = (value: string | number | null | undefined, direction: 'asc' | 'desc' = 'asc') => {
    const asked = { ...list, direction };
    const cursor = writeCursor({ value, id: 'last' }, prepareList(asked).identity);
    const { query = '', parameters = [] } = prepareList({ ...asked, cursor }).spec;
    return [/AND \((.*)\) ORDER/.exec(query)?.[1], parameters.slice(1)];
  };
  const id = { name: '@id', value: 'last' };
  const field = 'c.metadata.title';

  it('continues after a string with the same string and later ids, then with later strings', () => {
    expect(after('x')).toEqual([
      `(${field} = @value AND c.id > @id) OR ${field} > @value`,
      [{ name: '@value', value: 'x' }, id],
    ]);
    expect(after('x', 'desc')[0]).toBe(
      `(${field} = @value AND c.id < @id) OR ${field} < @value` +
        ` OR NOT IS_DEFINED(${field}) OR IS_NULL(${field}) OR IS_NUMBER(${field})`,
    );
  });

  it('continues after a number with strings, or backwards with null and undefined', () => {
    expect(after(7)).toEqual([
      `(${field} = @value AND c.id > @id) OR ${field} > @value OR IS_STRING(${field})`,
      [{ name: '@value', value: 7 }, id],
    ]);
    expect(after(7, 'desc')[0]).toBe(
      `(${field} = @value AND c.id < @id) OR ${field} < @value` +
        ` OR NOT IS_DEFINED(${field}) OR IS_NULL(${field})`,
    );
  });

  it('continues after null and undefined with the types that follow', () => {
    expect(after(null)[0]).toBe(
      `(${field} = @value AND c.id > @id) OR ${field} > @value OR IS_NUMBER(${field}) OR IS_STRING(${field})`,
    );
    expect(after(undefined)).toEqual([
      `(NOT IS_DEFINED(${field}) AND c.id > @id) OR IS_NULL(${field}) OR IS_NUMBER(${field}) OR IS_STRING(${field})`,
      [id],
    ]);
    expect(after(undefined, 'desc')[0]).toBe(`(NOT IS_DEFINED(${field}) AND c.id < @id)`);
  });

  it.each([
    ['owner', { owner: 'other' }],
    ['order', { direction: 'desc' as const }],
    ['sort', { sortBy: 'id' }],
    ['selection', { select: ['id'] }],
    ['filter', { filters: [{ path: 'a', is: '=' as const, value: 'x' }] }],
  ])('refuses the cursor of another %s', (_, change) => {
    const cursor = writeCursor({ value: 'x', id: 'last' }, prepareList(list).identity);
    expect(() => prepareList({ ...list, ...change, cursor })).toThrow(BadCursor);
  });
});

describe('The query of each list', () => {
  it('sessions: last changed first, without versions, key records or the trash', () => {
    expect(sessionList('me', {})).toMatchObject({
      owner: 'me',
      ownerPath: 'owner_id',
      sortBy: 'metadata.updated_at',
      direction: 'desc',
    });
    expect(sessionList('me', {}).filters.slice(0, 2)).toEqual([
      { path: 'kind', is: 'absent' },
      { path: 'deleted_at', is: 'absent' },
    ]);
  });

  it('the trash: last deleted first, and nothing else', () => {
    for (const { sortBy, direction, filters } of [
      deletedSessionList('me', {}),
      deletedSnapshotList('me', {}),
    ]) {
      expect([sortBy, direction]).toEqual(['deleted_at', 'desc']);
      expect(filters).toContainEqual({ path: 'deleted_at', is: 'present' });
    }
    expect(deletedSessionList('me', {}).filters[0]).toEqual({ path: 'kind', is: 'absent' });
  });

  it.each([
    ['sessions', sessionList, 'metadata.title', 'metadata.title__lower'],
    ['snapshots', snapshotList, 'title', 'metadata.title__lower'],
    ['access logs', accessLogList, 'snapshot_metadata.title', 'snapshot_metadata.title__lower'],
  ] as const)('of %s sorts by title, ignoring case if requested', (_, make, sort_by, lower) => {
    const sorted = (more: object) => make('me', { sort_by: sort_by as never, ...more });
    expect(sorted({})).toMatchObject({ direction: 'asc' });
    expect(sorted({}).sortBy).not.toBe(lower);
    expect(sorted({ sort_lowercase: false }).sortBy).not.toBe(lower);
    expect(sorted({ sort_lowercase: true }).sortBy).toBe(lower);
    expect(sorted({ sort_direction: 'desc' })).toMatchObject({ direction: 'desc' });
  });

  it('ignores case only for titles', () => {
    const query = { sort_lowercase: true } as const;
    expect(sessionList('me', { ...query, sort_by: 'metadata.version' }).sortBy).toBe(
      'metadata.version',
    );
    expect(snapshotList('me', { ...query, sort_by: 'created_at' }).sortBy).toBe(
      'metadata.created_at',
    );
    expect(accessLogList('me', { ...query, sort_by: 'visits' }).sortBy).toBe('visits');
  });

  it.each([
    ['title', 'metadata.title'],
    ['metadata.title', 'metadata.title'],
    ['title_lower', 'metadata.title__lower'],
    ['metadata.title_lower', 'metadata.title__lower'],
    ['created_at', 'metadata.created_at'],
    ['updated_at', 'metadata.created_at'],
    [undefined, 'metadata.created_at'],
  ] as const)('snapshots by %s sort by %s', (sort_by, path) => {
    expect(snapshotList('me', { sort_by })).toMatchObject({
      sortBy: path,
      direction: sort_by ? 'asc' : 'desc',
    });
  });

  it('passes on filters, page size and cursor', () => {
    const paging = { page_size: 7, cursor: 'x', filter_title: 'a', with_total: true };
    const made = [
      sessionList('me', { ...paging, filter_updated_from: 'f', filter_updated_to: 't' }),
      snapshotList('me', { ...paging, filter_created_from: 'f', filter_created_to: 't' }),
      accessLogList('me', { ...paging, filter_created_from: 'f', filter_created_to: 't' }),
    ];
    const pathsOf = ({ filters }: ListQuery) =>
      filters.flatMap((each) => ('value' in each && each.value !== undefined ? [each.path] : []));
    expect(made.map(pathsOf)).toEqual([
      ['metadata.title__lower', 'metadata.updated_at', 'metadata.updated_at'],
      ['metadata.title__lower', 'metadata.created_at', 'metadata.created_at'],
      [
        'snapshot_metadata.title__lower',
        'snapshot_metadata.created_at',
        'snapshot_metadata.created_at',
      ],
    ]);
    for (const { pageSize, cursor, withTotal, filters } of made) {
      expect([pageSize, cursor, withTotal]).toEqual([7, 'x', true]);
      const valued = filters.filter((each) => 'value' in each && each.value !== undefined);
      expect(valued).toMatchObject([
        { is: 'contains', value: 'a' },
        { is: '>=', value: 'f' },
        { is: '<=', value: 't' },
      ]);
    }
    const logs = accessLogList('me', {
      filter_last_visited_from: 'f',
      filter_last_visited_to: 't',
      filter_owner_id: 'o',
      filter_snapshot_deleted: false,
    });
    expect(logs.filters.slice(5, -1)).toEqual([
      { path: 'last_visited_at', is: '>=', value: 'f' },
      { path: 'last_visited_at', is: '<=', value: 't' },
      { path: 'snapshot_owner_id', is: '=', value: 'o' },
      { path: 'snapshot_deleted', is: '=', value: false },
    ]);
    expect(logs).toMatchObject({ sortBy: 'last_visited_at', direction: 'desc' });
    expect(logs.filters[0]).toEqual({ path: 'kind', is: 'absent' });
    for (const trash of [deletedSessionList('me', paging), deletedSnapshotList('me', paging)]) {
      expect(trash).toMatchObject({ pageSize: 7, cursor: 'x' });
      expect(trash.filters).toContainEqual({
        path: 'metadata.title__lower',
        is: 'contains',
        value: 'a',
      });
    }
  });
});
