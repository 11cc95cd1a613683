import * as z from 'zod/mini';
import type { DatabaseContext } from './context.ts';
import { CosmosContainer, type Row } from './cosmos-container.ts';
import { NotFound } from './errors.ts';
import { SessionDocument } from './session-document.ts';
import { VERSION_KIND } from './session-history.ts';
import { type AgedVersion, isFresh, superfluous } from './thinning.ts';

export interface Thinned {
  /** Sessions whose history was examined, and versions deleted. */
  sessions: number;
  deleted: number;
  /** False if time ran out; the next run continues from there. */
  isComplete: boolean;
}

interface StoredVersion extends AgedVersion {
  readonly owner: string;
  readonly sessionId: string;
}

const VersionRow = z.object({
  id: z.string(),
  owner_id: z.string(),
  version_of: z.string(),
  version: z.int(),
  updated_at: z.string(),
  replaced_at: z.string(),
});

/** The item that records how far the last run got. Its partition belongs to no user. */
const POSITION = { id: 'housekeeping', owner_id: '~housekeeping', kind: 'housekeeping' };

const PAGE_SIZE = 200;
const PARALLEL = 10;
/** How many sessions a run processes before it records its position. */
const POSITION_INTERVAL = 500;
/** A run stops when it has less than this left, in ms. */
const RESERVE_MS = 15_000;

/**
 * Thins the histories of all sessions and deletes the histories of permanently deleted sessions. Continues
 * where the last run stopped. May be interrupted at any point, and several runs may overlap.
 */
export async function thinHistories(
  context: DatabaseContext,
  nowMs = Date.now(),
): Promise<Thinned> {
  const sessions = new CosmosContainer('sessions', SessionDocument, context);
  const thinned: Thinned = { sessions: 0, deleted: 0, isComplete: true };
  for await (const versions of histories(sessions, await readPosition(sessions))) {
    thinned.deleted += await thin(sessions, versions, nowMs);
    thinned.sessions++;
    const isLate = context.budget.remainingMs < RESERVE_MS;
    if (isLate || thinned.sessions % POSITION_INTERVAL === 0) {
      await writePosition(sessions, versions[0]?.sessionId ?? '');
    }
    if (isLate) return { ...thinned, isComplete: false };
  }
  await writePosition(sessions, '');
  return thinned;
}

type Sessions = CosmosContainer<SessionDocument>;

/** The versions of each session, session by session, ordered by session id. */
async function* histories(sessions: Sessions, after: string): AsyncGenerator<StoredVersion[]> {
  const query = {
    query:
      'SELECT c.id, c.owner_id, c.version_of, c.metadata.version, c.metadata.updated_at, c.replaced_at ' +
      'FROM c WHERE c.kind = @kind AND c.version_of > @after ORDER BY c.version_of ASC',
    parameters: [
      { name: '@kind', value: VERSION_KIND },
      { name: '@after', value: after },
    ],
  };
  let group: StoredVersion[] = [];
  for await (const page of sessions.query(query, { pageSize: PAGE_SIZE })) {
    for (const row of page) {
      const version = toVersion(row);
      if (!version) continue;
      if (group[0] && group[0].sessionId !== version.sessionId) {
        yield group;
        group = [];
      }
      group.push(version);
    }
  }
  if (group.length > 0) yield group;
}

/** Skips versions that do not parse; their `ttl` removes them. */
function toVersion(row: unknown): StoredVersion | undefined {
  const parsed = VersionRow.safeParse(row);
  if (!parsed.success) return undefined;
  const { id, owner_id, version_of, version, updated_at, replaced_at } = parsed.data;
  return {
    id,
    version,
    owner: owner_id,
    sessionId: version_of,
    updatedAt: updated_at,
    replacedAt: replaced_at,
  };
}

/** @param versions of one session id, which by chance may exist for two owners. */
async function thin(sessions: Sessions, versions: StoredVersion[], nowMs: number): Promise<number> {
  let deleted = 0;
  for (const [owner, own] of Object.entries(Object.groupBy(versions, ({ owner }) => owner))) {
    const doomed = await doomedOf(sessions, owner, own ?? [], nowMs);
    const shared = doomed.values();
    await Promise.all(Array.from({ length: PARALLEL }, () => deleteEach(sessions, shared)));
    deleted += doomed.length;
  }
  return deleted;
}

async function doomedOf(
  sessions: Sessions,
  owner: string,
  versions: readonly StoredVersion[],
  nowMs: number,
): Promise<readonly StoredVersion[]> {
  const sessionId = versions[0]?.sessionId ?? '';
  const isIdle = !versions.some((each) => isFresh(each, nowMs));
  if (isIdle && !(await exists(sessions, sessionId, owner))) return versions;
  return superfluous(versions, nowMs);
}

/** A session in the trash still exists. */
async function exists(sessions: Sessions, id: string, owner: string): Promise<boolean> {
  try {
    await sessions.peek(id, owner, []);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

async function deleteEach(sessions: Sessions, versions: Iterable<StoredVersion>): Promise<void> {
  for (const { id, owner } of versions) {
    try {
      await sessions.delete(id, owner);
    } catch (error) {
      // A concurrent run deleted it.
      if (!(error instanceof NotFound)) throw error;
    }
  }
}

async function readPosition(sessions: Sessions): Promise<string> {
  const found = await sessions.readAny(POSITION.id, POSITION.owner_id);
  const after = (found?.row as Row | undefined)?.after;
  return typeof after === 'string' ? after : '';
}

function writePosition(sessions: Sessions, after: string): Promise<void> {
  return sessions.put({ ...POSITION, after });
}
