import { result } from '../journal/idb.ts';
import type { AssetDatabase } from './database.ts';

/** The time of use is updated at most this often. */
const USED_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

type Bytes = Uint8Array<ArrayBuffer>;

export async function putBlob(
  { run }: AssetDatabase,
  into: 'assets' | 'parts',
  key: string,
  bytes: Bytes,
): Promise<void> {
  await run('readwrite', async (store) => {
    store(into).put(new Blob([bytes]), key);
    store('used').put(Date.now(), key);
  });
}

export async function getBlob(
  { run }: AssetDatabase,
  from: 'assets' | 'parts',
  key: string,
): Promise<Blob | undefined> {
  const [blob, usedAtMs = 0] = await run('readonly', (store) =>
    Promise.all([
      result<Blob | undefined>(store(from).get(key)),
      result<number | undefined>(store('used').get(key)),
    ]),
  );
  const nowMs = Date.now();
  if (blob && usedAtMs + USED_AGAIN_AFTER_MS < nowMs) {
    // A failure here does not matter for what was read.
    run('readwrite', async (store) => void store('used').put(nowMs, key)).catch(() => undefined);
  }
  return blob;
}

/** Deletes all parts. They are only a cache and can be fetched again. */
export async function forgetParts({ run }: AssetDatabase): Promise<void> {
  await run('readwrite', async (store) => {
    const parts = (await result(store('parts').getAllKeys())) as string[];
    for (const key of parts) store('used').delete(key);
    store('parts').clear();
  });
}

/** The size in bytes of each of these assets that is stored. */
export function sizesOf(
  { run }: AssetDatabase,
  hashes: readonly string[],
): Promise<Map<string, number>> {
  return run('readonly', async (store) => {
    const blobs = await Promise.all(
      hashes.map((hash) => result<Blob | undefined>(store('assets').get(hash))),
    );
    return new Map(
      hashes.flatMap((hash, i) => {
        const blob = blobs[i];
        return blob ? [[hash, blob.size] as const] : [];
      }),
    );
  });
}
