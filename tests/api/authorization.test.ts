import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type OperationName, operations } from '../../contract/operations.ts';
import { sha256 } from '../../functions/store/ids.ts';
import { version } from '../../tools/build/version.ts';
import { newAsset, putAsset } from '../support/assets.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, newDocument, type RequestOptions } from './api-client.ts';

const { functionsUrl } = inject('stack');

interface Made {
  readonly session: string;
  readonly snapshot: string;
  readonly deletedSession: string;
  readonly deletedSnapshot: string;
}

interface Row {
  /** Makes a request for something that the owner has created. */
  readonly request: (made: Made) => RequestOptions;
  /** What the owner gets, and what another user gets for the same request. */
  readonly owner: number;
  readonly other: number;
  /** For operations that remove something: the request needs new documents each time. */
  readonly destroys?: true;
}

const nothing = () => ({});

const asset = newAsset();

/** One row per operation; a new operation without a row does not compile and fails the first test below. */
const rows: Readonly<Record<OperationName, Row>> = {
  'list-sessions': { request: nothing, owner: 200, other: 200 },
  'get-session': {
    request: ({ session }) => ({ params: { id: session } }),
    owner: 200,
    other: 404,
  },
  'get-session-metadata': {
    request: ({ session }) => ({ params: { id: session } }),
    owner: 200,
    other: 404,
  },
  'create-session': { request: () => ({ body: newDocument() }), owner: 201, other: 201 },
  'update-session': {
    request: ({ session }) => ({ params: { id: session }, body: newDocument('Changed') }),
    owner: 200,
    other: 404,
    destroys: true,
  },
  'delete-session': {
    request: ({ session }) => ({ params: { id: session } }),
    owner: 204,
    other: 404,
    destroys: true,
  },
  'list-session-versions': {
    request: ({ session }) => ({ params: { session_id: session } }),
    owner: 200,
    other: 404,
  },
  'get-session-version': {
    request: ({ session }) => ({ params: { session_id: session, version: '1' } }),
    owner: 200,
    other: 404,
  },
  'list-deleted-sessions': { request: nothing, owner: 200, other: 200 },
  'restore-deleted-session': {
    request: ({ deletedSession }) => ({ params: { session_id: deletedSession } }),
    owner: 200,
    other: 404,
    destroys: true,
  },
  'list-deleted-snapshots': { request: nothing, owner: 200, other: 200 },
  'restore-snapshot': {
    request: ({ deletedSnapshot }) => ({ params: { snapshot_id: deletedSnapshot } }),
    owner: 200,
    other: 404,
    destroys: true,
  },
  'list-snapshot-visits': {
    request: ({ snapshot }) => ({ params: { snapshot_id: snapshot } }),
    owner: 200,
    other: 404,
  },
  'list-snapshots': { request: nothing, owner: 200, other: 200 },
  'get-snapshot': {
    request: ({ snapshot }) => ({ params: { id: snapshot } }),
    owner: 200,
    other: 200,
  },
  'create-snapshot': { request: () => ({ body: newDocument() }), owner: 201, other: 201 },
  'delete-snapshot': {
    request: ({ snapshot }) => ({ params: { id: snapshot } }),
    owner: 204,
    other: 403,
    destroys: true,
  },
  'list-snapshot-access-logs': { request: nothing, owner: 200, other: 200 },
  'delete-snapshot-access-log': {
    request: ({ snapshot }) => ({ params: { snapshot_id: snapshot } }),
    owner: 204,
    other: 204,
    destroys: true,
  },
  'find-missing-assets': {
    request: () => ({ body: { hashes: [asset.hash] } }),
    owner: 200,
    other: 200,
  },
  'put-asset': {
    request: () => ({
      params: { hash: asset.hash },
      body: asset.bytes,
      headers: { 'content-type': 'application/octet-stream' },
    }),
    owner: 200,
    other: 200,
  },
  // Whoever knows a hash has read it in content that they may read.
  'get-asset': { request: () => ({ params: { hash: asset.hash } }), owner: 200, other: 200 },
  health: { request: nothing, owner: 200, other: 200 },
  openapi: { request: nothing, owner: 200, other: 200 },
};

/** From the content of `newDocument`, which others may guess. */
const contentDelta = {
  baseHash: sha256(newDocument().content),
  contentHash: sha256('[]'),
  instructions: [{ start: 0, length: 0, text: '[]' }],
};

/** An operation that reads what is stored before it writes has a row for each kind of body. */
const furtherRows: readonly [OperationName, Row][] = [
  [
    'update-session',
    {
      ...rows['update-session'],
      request: ({ session }) => ({ params: { id: session }, body: { contentDelta } }),
    },
  ],
];

async function make(owner: Api): Promise<Made> {
  await putAsset(owner, asset);
  const body = newDocument('Private');
  const idOf = async (name: OperationName) => (await owner(name, { body })).body as string;
  const [session, snapshot] = [await idOf('create-session'), await idOf('create-snapshot')];
  const [deletedSession, deletedSnapshot] = [
    await idOf('create-session'),
    await idOf('create-snapshot'),
  ];
  await owner('delete-session', { params: { session_id: deletedSession } });
  await owner('delete-snapshot', { params: { snapshot_id: deletedSnapshot } });
  return { session, snapshot, deletedSession, deletedSnapshot };
}

/** Everything that a user has, as that user sees it. */
async function everythingOf(owner: Api, { session }: { session: string }) {
  return {
    session: (await owner('get-session', { params: { id: session } })).body,
    versions: (await owner('list-session-versions', { params: { session_id: session } })).body,
    deletedSessions: (await owner('list-deleted-sessions')).body,
    deletedSnapshots: (await owner('list-deleted-snapshots')).body,
    snapshots: (await owner('list-snapshots')).body,
    logs: (await owner('list-snapshot-access-logs')).body,
  };
}

it('Every operation of the table has a row here', () => {
  expect(Object.keys(rows).sort()).toEqual(Object.keys(operations).sort());
});

describe.each([...(Object.entries(rows) as [OperationName, Row][]), ...furtherRows])(
  '%s',
  (name, row) => {
    const user = newUser('Owner');
    const owner = apiClient(functionsUrl, user);
    const other = apiClient(functionsUrl, newUser('Other'));
    const nobody = apiClient(functionsUrl, undefined);
    let made: Awaited<ReturnType<typeof make>>;

    beforeAll(async () => {
      made = await make(owner);
    });

    it(`returns ${row.other} to another user, and neither shows nor changes the owner’s data`, async () => {
      const before = await everythingOf(owner, made);
      const answer = await other(name, row.request(made));
      expect(answer.status).toBe(row.other);
      if (name !== 'get-snapshot') {
        expect(JSON.stringify(answer.body) ?? '').not.toContain(user.userId);
        expect(JSON.stringify(answer.body) ?? '').not.toContain('Private');
      }
      expect(await everythingOf(owner, made)).toEqual(before);
    });

    const { access } = operations[name];
    it(`is ${access} to a signed-out caller`, async () => {
      const before = await everythingOf(owner, made);
      const answer = await nobody(name, row.request(made));
      expect(answer.status).toBe(access === 'open' ? row.owner : 401);
      if (access !== 'open') {
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
      }
      expect(await everythingOf(owner, made)).toEqual(before);
    });

    it(`returns ${row.owner} to the owner`, async () => {
      const own = row.destroys ? await make(owner) : made;
      expect((await owner(name, row.request(own))).status).toBe(row.owner);
    });
  },
);

it('The health check tells everybody the version', async () => {
  const { body } = await apiClient(functionsUrl, undefined)('health', {});
  expect(body).toEqual({ status: 'ok', version });
});

it('The deep health check requires a sign-in', async () => {
  const query = { deep: '' };
  const deep = await apiClient(functionsUrl, newUser())('health', { query });
  expect([deep.status, deep.body.status]).toEqual([200, 'ok']);
  expect((await apiClient(functionsUrl, undefined)('health', { query })).status).toBe(401);
});
