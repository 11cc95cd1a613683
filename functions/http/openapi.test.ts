import { describe, expect, it, vi } from 'vitest';
import { type Operation, operations } from '../../contract/operations.ts';
import { openApiDocument } from './openapi.ts';

vi.stubGlobal('VERSION', '9.8.7');

// biome-ignore lint/suspicious/noExplicitAny: tests look into every corner of the document
const document: any = openApiDocument();
// biome-ignore lint/suspicious/noExplicitAny: as above
const described: any[] = Object.values(document.paths).flatMap((path) =>
  Object.values(path as object),
);
const byId = new Map(described.map((operation) => [operation.operationId, operation]));
const parameterOf = (id: string, name: string) =>
  byId.get(id).parameters.find((each: { name: string }) => each.name === name);

/** What the original's generated client consists of: functions with path and query parameters. */
const original = {
  get_sessions_metadata: [
    'cursor sort_by sort_direction sort_lowercase page_size filter_title filter_updated_from filter_updated_to',
    'PageSessionMetadata',
  ],
  get_session: ['session_id', 'Session'],
  get_session_metadata: ['session_id', 'SessionMetadata'],
  create_session: ['', undefined],
  update_session: ['session_id', 'Session'],
  delete_session: ['session_id', undefined],
  get_snapshot_access_logs: [
    'cursor page_size sort_by sort_direction sort_lowercase filter_title filter_created_from filter_created_to ' +
      'filter_last_visited_from filter_last_visited_to filter_owner_id filter_snapshot_deleted',
    'PageSnapshotAccessLog',
  ],
  get_snapshots_metadata: [
    'cursor page_size sort_by sort_direction sort_lowercase filter_title filter_created_from filter_created_to',
    'PageSnapshotMetadata',
  ],
  get_snapshot: ['snapshot_id', 'Snapshot'],
  create_snapshot: ['', undefined],
  delete_snapshot: ['snapshot_id', undefined],
  delete_snapshot_access_log: ['snapshot_id', undefined],
} as const;

describe('A client generated from the OpenAPI document', () => {
  it.each(Object.entries(original))(
    'has the function %s with the parameters and the response of the original',
    (id, [parameters, answer]) => {
      const operation = byId.get(id);
      const names = operation.parameters
        .filter(({ in: where }: { in: string }) => where !== 'header')
        .map(({ name }: { name: string }) => name);
      expect(names).toEqual(expect.arrayContaining(parameters.split(' ').filter(Boolean)));
      const status = [200, 201, 204].find((each) => operation.responses[each]) ?? 0;
      const schema = operation.responses[status].content?.['application/json'].schema;
      expect(schema?.$ref).toBe(answer && `#/components/schemas/${answer}`);
    },
  );

  it.each([
    ['SessionSortBy', ['metadata.created_at', 'metadata.updated_at', 'metadata.title']],
    ['SnapshotSortBy', ['created_at', 'updated_at', 'title', 'title_lower']],
    [
      'SnapshotAccessLogSortBy',
      [
        'visits',
        'last_visited_at',
        'snapshot_metadata.title',
        'snapshot_metadata.title__lower',
        'snapshot_metadata.created_at',
      ],
    ],
    ['SortDirection', ['asc', 'desc']],
  ])('has the enumeration %s with the values of the original', (name, values) => {
    expect(document.components.schemas[name].enum).toEqual(expect.arrayContaining(values));
  });

  it.each([
    ['NewSession', ['title', 'content']],
    ['NewSnapshot', ['title', 'content']],
    ['SessionUpdate', []],
    [
      'SessionMetadata',
      [
        'id',
        'ownerId',
        'title',
        'description',
        'createdAt',
        'updatedAt',
        'version',
        'contentHash',
        'contentBytes',
        'etag',
      ],
    ],
    [
      'SnapshotMetadata',
      [
        'id',
        'ownerId',
        'title',
        'description',
        'createdAt',
        'contentHash',
        'ownerName',
        'contentBytes',
      ],
    ],
    [
      'SnapshotAccessLog',
      [
        'visitorId',
        'snapshotId',
        'visits',
        'firstVisitedAt',
        'lastVisitedAt',
        'snapshotDeleted',
        'snapshotMetadata',
        'snapshotDeletedAt',
      ],
    ],
  ])('has the type %s, whose fields that are always present are required', (name, required) => {
    expect([...document.components.schemas[name].required].sort()).toEqual([...required].sort());
  });
});

describe('The OpenAPI document', () => {
  it('has the version of the project', () => {
    expect(document.info.version).toBe('9.8.7');
  });

  it('names every operation exactly once', () => {
    expect(byId.size).toBe(Object.keys(operations).length);
    expect(described).toHaveLength(byId.size);
  });

  it('describes every operation, parameter, response and header', () => {
    const mute = described.flatMap(({ operationId, summary, parameters, responses }) => [
      ...(summary ? [] : [operationId]),
      ...mutes(operationId, parameters),
      // biome-ignore lint/suspicious/noExplicitAny: as above
      ...Object.entries<any>(responses).flatMap(([status, answer]) => [
        ...mutes(`${operationId} ${status}`, [answer]),
        ...mutes(`${operationId} ${status}`, Object.values(answer.headers)),
      ]),
    ]);
    expect(mute).toEqual([]);
  });

  it('describes every property, however deep', () => {
    expect(mutePropertiesOf(document)).toEqual([]);
  });

  it('declares booleans as booleans and numbers as integers', () => {
    const typeOf = (id: string, name: string) => parameterOf(id, name).schema.anyOf[0].type;
    expect(typeOf('get_sessions_metadata', 'sort_lowercase')).toBe('boolean');
    expect(typeOf('get_snapshot_access_logs', 'filter_snapshot_deleted')).toBe('boolean');
    expect(typeOf('health', 'deep')).toBe('boolean');
    expect(typeOf('get_sessions_metadata', 'page_size')).toBe('integer');
  });

  it('allows null for a query parameter, as the original does, and nowhere else', () => {
    const mayBeNull = ({ schema }: { schema: { anyOf?: { type?: string }[] } }) =>
      schema.anyOf?.some(({ type }) => type === 'null') ?? false;
    expect(mayBeNull(parameterOf('get_sessions_metadata', 'cursor'))).toBe(true);
    expect(mayBeNull(parameterOf('get_sessions_metadata', 'sort_by'))).toBe(true);
    expect(mayBeNull(parameterOf('get_session', 'session_id'))).toBe(false);
    expect(mayBeNull(parameterOf('update_session', 'If-Match'))).toBe(false);
  });

  it('says which headers a response has', () => {
    const headersOf = (id: string, status: number) =>
      Object.keys(byId.get(id).responses[status].headers);
    expect(headersOf('create_session', 201)).toEqual(
      expect.arrayContaining([
        'ETag',
        'Location',
        'Cache-Control',
        'RateLimit',
        'RateLimit-Policy',
      ]),
    );
    expect(headersOf('get_session', 304)).toContain('ETag');
    expect(headersOf('get_session', 401)).toEqual(['Cache-Control', 'WWW-Authenticate']);
    expect(headersOf('get_session', 429)).toContain('Retry-After');
    expect(headersOf('get_session', 503)).toContain('Retry-After');
    expect(headersOf('get_session', 404)).not.toContain('ETag');
    expect(headersOf('delete_session', 204)).not.toContain('ETag');
    expect(headersOf('openapi', 200)).toEqual(['Cache-Control', 'ETag']);
  });

  it('lists the errors that an operation can return, and its method', () => {
    for (const [name, operation] of Object.entries<Operation>(operations)) {
      const known = document.paths[`/${operation.path}`][operation.method.toLowerCase()];
      const statuses = Object.keys(known.responses).map(Number);
      expect(statuses, name).toEqual(
        expect.arrayContaining([operation.status, ...operation.errors, 500]),
      );
      expect(statuses.includes(403), name).toBe(operation.method !== 'GET');
      expect(statuses.includes(429), name).toBe(operation.access === 'signed-in');
    }
  });
});

// biome-ignore lint/suspicious/noExplicitAny: as above
function mutes(where: string, things: any[]): string[] {
  return things.filter(({ description }) => !description).map(({ name }) => `${where} ${name}`);
}

/** Paths of the properties without a description. */
function mutePropertiesOf(value: unknown, where = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const isProperty = where.endsWith('.properties');
    const isMute = isProperty && !(inner as { description?: string }).description;
    return [
      ...(isMute ? [`${where}.${name}`] : []),
      ...mutePropertiesOf(inner, `${where}.${name}`),
    ];
  });
}
