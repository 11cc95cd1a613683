import { result } from '../journal/idb.ts';
import type { Database } from '../journal/transactions.ts';
import type { AssetDatabase } from './database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long an asset stays that nothing refers to: an open page may undo back to it. */
export const UNNAMED_ASSETS_FOR_MS = 7 * DAY_MS;

/** Matches everything that looks like a SHA-256. A false match is harmless: it only keeps an asset too long. */
const HASH = /[0-9a-f]{64}/g;

/** Deletes assets that nothing in the journal refers to and that were not used for a while. */
export async function sweepAssets(
  journal: Database,
  assets: AssetDatabase,
  nowMs: number,
  unnamedForMs = UNNAMED_ASSETS_FOR_MS,
): Promise<void> {
  const named = await journal.run('read', async (tx) => {
    const found = new Set<string>();
    const addFrom = (text: string) => {
      for (const [hash] of text.matchAll(HASH)) found.add(hash);
    };
    for (const text of (await tx.all('parts')).values()) addFrom(text);
    for (const { texts } of (await tx.all('damaged')).values()) {
      for (const text of texts.values()) addFrom(text);
    }
    return found;
  });
  await assets.run('readwrite', async (store) => {
    const [keys, times] = await Promise.all([
      result(store('used').getAllKeys()) as Promise<string[]>,
      result<number[]>(store('used').getAll()),
    ]);
    keys.forEach((key, i) => {
      const isOld = (times[i] ?? 0) <= nowMs - unnamedForMs;
      // A part stays as long as something refers to its asset.
      if (!isOld || named.has(key.split(':')[0] ?? '')) return;
      for (const name of ['assets', 'parts', 'used'] as const) store(name).delete(key);
    });
  });
}
