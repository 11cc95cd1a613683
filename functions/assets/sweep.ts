import { randomInt } from 'node:crypto';
import type { ContainerClient, RestError } from '@azure/storage-blob';
import { type AssetSettings, openContainer } from './container.ts';

/** Age after which an unreferenced asset is deleted: saves reference assets within minutes of the upload. */
const OLD_AFTER_MS = 7 * 86_400_000;

/** Most assets that one run examines, to limit its memory. */
const CANDIDATES_MAX = 50_000;
/** Values of a hash's first byte. A run starts at a random one, so that all assets are examined sooner or later. */
const FIRST_BYTES = 256;
const PARALLEL_DELETES = 16;

export interface Swept {
  /** Old assets examined, and how many of them were unreferenced and deleted. */
  readonly candidates: number;
  readonly deleted: number;
  /** False if time ran out; then nothing was deleted. */
  readonly isComplete: boolean;
}

/**
 * Deletes old, unreferenced assets. An asset that is claimed during the run gets a new ETag and stays. May
 * be interrupted at any point, and several runs may overlap.
 * @param namedAmong returns which of the hashes are referenced; undefined if time ran out.
 */
export async function sweepAssets(
  settings: AssetSettings,
  namedAmong: (hashes: ReadonlySet<string>) => Promise<ReadonlySet<string> | undefined>,
  nowMs = Date.now(),
  { first = randomInt(FIRST_BYTES), candidatesMax = CANDIDATES_MAX } = {},
): Promise<Swept> {
  const container = await openContainer(settings);
  const candidates = await oldAssets(container, nowMs - OLD_AFTER_MS, first, candidatesMax);
  const noneDeleted = { candidates: candidates.size, deleted: 0 };
  if (candidates.size === 0) return { ...noneDeleted, isComplete: true };
  const named = await namedAmong(new Set(candidates.keys()));
  if (!named) return { ...noneDeleted, isComplete: false };

  const doomed = [...candidates].filter(([hash]) => !named.has(hash)).values();
  let deleted = 0;
  const deleteEach = async () => {
    for (const [hash, etag] of doomed) if (await deleteIf(container, hash, etag)) deleted += 1;
  };
  await Promise.all(Array.from({ length: PARALLEL_DELETES }, deleteEach));
  return { candidates: candidates.size, deleted, isComplete: true };
}

/** ETags of assets last put or claimed before `beforeMs`, by hash, starting with hashes whose first byte is `first`. */
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

/** Returns false if it has been claimed or deleted in the meantime. */
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
