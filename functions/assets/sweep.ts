import { randomInt } from 'node:crypto';
import type { ContainerClient, RestError } from '@azure/storage-blob';
import { type AssetSettings, openContainer } from './container.ts';

/** How old an asset has to be before it is missed by nobody: a save names it within minutes of its upload. */
const OLD_AFTER_MS = 7 * 86_400_000;

/** Most assets that one run looks at, so that its memory is bounded. */
const CANDIDATES_MAX = 50_000;
/** The first bytes of hashes: a run begins at any of them, so that all assets get their turn however many there are. */
const FIRST_BYTES = 256;
const DELETED_AT_ONCE = 16;

export interface Swept {
  /** Old assets that were looked at, and those of them that nothing named. */
  readonly candidates: number;
  readonly deleted: number;
  /** False where the time ran out; nothing is deleted then. */
  readonly isComplete: boolean;
}

/**
 * Deletes old assets that nothing names. An asset that is claimed while this runs has another ETag from
 * then on and stays. May be stopped at any moment and run several times at once.
 * @param namedAmong which of these hashes something names; undefined where there was no time to find out.
 */
export async function sweepAssets(
  settings: AssetSettings,
  namedAmong: (hashes: ReadonlySet<string>) => Promise<ReadonlySet<string> | undefined>,
  nowMs = Date.now(),
  { first = randomInt(FIRST_BYTES), candidatesMax = CANDIDATES_MAX } = {},
): Promise<Swept> {
  const container = await openContainer(settings);
  const candidates = await oldAssets(container, nowMs - OLD_AFTER_MS, first, candidatesMax);
  const nothing = { candidates: candidates.size, deleted: 0 };
  if (candidates.size === 0) return { ...nothing, isComplete: true };
  const named = await namedAmong(new Set(candidates.keys()));
  if (!named) return { ...nothing, isComplete: false };

  const doomed = [...candidates].filter(([hash]) => !named.has(hash)).values();
  let deleted = 0;
  const deleteEach = async () => {
    for (const [hash, etag] of doomed) if (await deleteIf(container, hash, etag)) deleted += 1;
  };
  await Promise.all(Array.from({ length: DELETED_AT_ONCE }, deleteEach));
  return { candidates: candidates.size, deleted, isComplete: true };
}

/** The ETags of assets that were last put or claimed before a time, by hash, beginning with those of one first byte. */
async function oldAssets(
  container: ContainerClient,
  beforeMs: number,
  first: number,
  max: number,
): Promise<Map<string, string>> {
  const old = new Map<string, string>();
  for (let i = 0; i < FIRST_BYTES; i++) {
    const prefix = ((first + i) % FIRST_BYTES).toString(16).padStart(2, '0');
    for await (const { name, properties } of container.listBlobsFlat({ prefix })) {
      if (properties.lastModified.getTime() >= beforeMs || !properties.etag) continue;
      old.set(name, properties.etag);
      if (old.size === max) return old;
    }
  }
  return old;
}

/** Answers false where it has been claimed or deleted meanwhile. */
async function deleteIf(container: ContainerClient, hash: string, etag: string): Promise<boolean> {
  try {
    await container.deleteBlob(hash, { conditions: { ifMatch: etag } });
    return true;
  } catch (error) {
    const { statusCode } = error as Partial<RestError>;
    if (statusCode === 404 || statusCode === 412) return false;
    throw error;
  }
}
