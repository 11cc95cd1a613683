import type {
  ListDeletedQuery,
  ListSessionsQuery,
  ListSnapshotAccessLogsQuery,
  ListSnapshotsQuery,
} from '../../contract/lists.ts';
import type { SessionMetadata } from '../../contract/sessions.ts';
import type { Call, Reply } from './api/client.ts';

/** Why a list, a rename or a deletion failed. */
export class LibraryError extends Error {
  readonly kind: 'signedOut' | 'notFound' | 'changed' | 'unavailable' | 'invalid' | 'failed';
  readonly traceId: string | null;

  constructor(kind: LibraryError['kind'], message: string, traceId: string | null = null) {
    super(message);
    this.name = 'LibraryError';
    this.kind = kind;
    this.traceId = traceId;
  }
}

const kinds: Record<number, LibraryError['kind']> = {
  400: 'invalid',
  404: 'notFound',
  412: 'changed',
  429: 'unavailable',
  503: 'unavailable',
};

type Listed = Pick<SessionMetadata, 'id' | 'etag'>;

const FOR_GOOD = { permanently: 'true' };

/**
 * The lists of the cloud. Calls reject with a `LibraryError`.
 * @param ownerId the user of this page. Lists of another user, who has signed in since, are refused.
 * @param onChange called after something was changed here.
 */
export function createLibrary(
  call: Call,
  ownerId: string,
  onChange: (what: 'sessions' | 'snapshots') => void,
) {
  /** Number of `together` under way, and the changes that are reported after them. */
  let underWay = 0;
  const unreported = new Set<'sessions' | 'snapshots'>();
  function changed(what: 'sessions' | 'snapshots'): void {
    unreported.add(what);
    report();
  }
  function report(): void {
    if (underWay > 0) return;
    const whats = [...unreported];
    unreported.clear();
    for (const what of whats) onChange(what);
  }

  function own<Item, List extends { readonly items: readonly Item[] }>(
    list: List & { readonly items: readonly Item[] },
    owner: (item: Item) => string,
  ): List {
    if (list.items.every((item) => owner(item) === ownerId)) return list;
    throw new LibraryError('signedOut', 'Somebody else has signed in.');
  }

  /** Deletes it only as it is listed: what was saved or restored since stays. */
  async function deleteListed(
    operation: 'delete-session' | 'delete-snapshot',
    { id, etag }: Listed,
    query: Readonly<Record<string, string>>,
  ): Promise<void> {
    const isSession = operation === 'delete-session';
    const params = isSession ? { session_id: id } : { snapshot_id: id };
    const headers = etag === undefined ? {} : { 'If-Match': etag };
    const reply = await call(operation, { params, query, headers });
    // Also if somebody else has changed it: the list is loaded again.
    changed(isSession ? 'sessions' : 'snapshots');
    gone(reply);
  }

  return {
    async together<T>(changes: () => Promise<T>): Promise<T> {
      underWay += 1;
      try {
        return await changes();
      } finally {
        underWay -= 1;
        report();
      }
    },

    async sessions(query: Partial<ListSessionsQuery>, signal?: AbortSignal) {
      const reply = await call('list-sessions', { query: text(query), ...(signal && { signal }) });
      return own(answerOf(reply), (item) => item.ownerId);
    },

    async snapshots(query: Partial<ListSnapshotsQuery>, signal?: AbortSignal) {
      const reply = await call('list-snapshots', { query: text(query), ...(signal && { signal }) });
      return own(answerOf(reply), (item) => item.ownerId);
    },

    async visits(query: Partial<ListSnapshotAccessLogsQuery>, signal?: AbortSignal) {
      const input = { query: text(query), ...(signal && { signal }) };
      return own(answerOf(await call('list-snapshot-access-logs', input)), (log) => log.visitorId);
    },

    async renameSession(session: SessionMetadata, body: { title: string; description: string }) {
      const ifMatch = session.etag === undefined ? {} : { 'If-Match': session.etag };
      const headers = { ...ifMatch, Prefer: 'return=minimal' };
      answerOf(await call('update-session', { params: { session_id: session.id }, body, headers }));
      changed('sessions');
    },

    deleteSession: (session: Listed) => deleteListed('delete-session', session, {}),

    async deleteSnapshot(id: string) {
      gone(await call('delete-snapshot', { params: { snapshot_id: id } }));
      changed('snapshots');
    },

    async versions(id: string, query: { cursor?: string | undefined }, signal?: AbortSignal) {
      const input = { params: { session_id: id }, query: text(query), ...(signal && { signal }) };
      return answerOf(await call('list-session-versions', input));
    },

    async version(id: string, version: number, signal?: AbortSignal) {
      const params = { session_id: id, version: String(version) };
      const session = answerOf(
        await call('get-session-version', { params, ...(signal && { signal }) }),
      );
      return own({ ...session, items: [session.metadata] }, ({ ownerId: owner }) => owner);
    },

    async deletedSessions(query: Partial<ListDeletedQuery>, signal?: AbortSignal) {
      const input = { query: text(query), ...(signal && { signal }) };
      return own(answerOf(await call('list-deleted-sessions', input)), (item) => item.ownerId);
    },

    async restoreSession(id: string) {
      answerOf(await call('restore-deleted-session', { params: { session_id: id } }));
      changed('sessions');
    },

    deleteSessionForGood: (session: Listed) => deleteListed('delete-session', session, FOR_GOOD),

    async deletedSnapshots(query: Partial<ListDeletedQuery>, signal?: AbortSignal) {
      const input = { query: text(query), ...(signal && { signal }) };
      return own(answerOf(await call('list-deleted-snapshots', input)), (item) => item.ownerId);
    },

    async restoreSnapshot(id: string) {
      answerOf(await call('restore-snapshot', { params: { snapshot_id: id } }));
      changed('snapshots');
    },

    deleteSnapshotForGood: (snapshot: Listed) =>
      deleteListed('delete-snapshot', snapshot, FOR_GOOD),

    async visitsTo(id: string, query: { cursor?: string | undefined }, signal?: AbortSignal) {
      const input = { params: { snapshot_id: id }, query: text(query), ...(signal && { signal }) };
      return answerOf(await call('list-snapshot-visits', input));
    },

    async forgetVisit(snapshotId: string) {
      gone(await call('delete-snapshot-access-log', { params: { snapshot_id: snapshotId } }));
      changed('snapshots');
    },
  };
}

/** Converts values to text for a URL; leaves out undefined ones. */
function text<Query extends object>(query: Query): { [Name in keyof Query]?: string } {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)])) as {
    [Name in keyof Query]?: string;
  };
}

/** A deletion of something that does not exist counts as a success. */
function gone(reply: Reply<undefined>): void {
  if (reply.kind === 'problem' && reply.problem.status === 404) return;
  answerOf(reply);
}

function answerOf<T>(reply: Reply<T>): T {
  switch (reply.kind) {
    case 'ok':
      return reply.value;
    case 'signedOut':
      throw new LibraryError('signedOut', 'Nobody is signed in any more.');
    case 'problem': {
      const { status, detail, traceId } = reply.problem;
      throw new LibraryError(kinds[status] ?? 'failed', detail, traceId);
    }
    default:
      throw new LibraryError('unavailable', 'The server did not answer.');
  }
}
