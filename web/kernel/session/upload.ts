import type { Failure, Outcome } from '../ports/api.ts';
import type { SessionContext } from './context.ts';
import { type Persistence, persist } from './persist.ts';

/** How many assets are uploaded at the same time. */
const UPLOADS_AT_ONCE = 3;
/** Uploads the assets that the server lacks, and reports the progress in the state. */
export async function upload(
  own: SessionContext,
  how: Persistence,
  hashes: readonly string[],
): Promise<Outcome<unknown>> {
  const { api, assets } = own;
  const { isWanted } = how;
  let waiting: Set<string> | null = null;
  let sizes: ReadonlyMap<string, number> = new Map();
  let totalBytes = 0;
  let sentBytes = 0;

  function report(): void {
    if (isWanted())
      own.dispatch({ type: 'runChanged', phase: { kind: 'uploading', sentBytes, totalBytes } });
  }

  /** Asks which assets are missing; again after every failure, since a failed upload may have arrived. */
  async function ask(): Promise<Outcome<Set<string>>> {
    const missing = await api.missingAssets(hashes);
    if (missing.kind !== 'ok') return missing;
    const here = (await assets?.sizes(missing.value)) ?? sizes;
    const nowhere = missing.value.filter((hash) => !here.has(hash));
    if (nowhere.length > 0) return { kind: 'assetsMissing', hashes: nowhere };
    sizes = here;
    const left = sumOf(missing.value);
    totalBytes = Math.max(totalBytes, left);
    sentBytes = totalBytes - left;
    return { kind: 'ok', value: new Set(missing.value) };
  }

  function sumOf(some: readonly string[]): number {
    return some.reduce((sum, hash) => sum + (sizes.get(hash) ?? 0), 0);
  }

  /** Stops at the first failure. `some`: at least one was uploaded before it, so the count of attempts starts again. */
  async function putAll(): Promise<Outcome<'all' | 'some'>> {
    if (waiting === null) {
      const asked = await ask();
      if (asked.kind !== 'ok') return asked;
      waiting = asked.value;
    }
    const queue = waiting;
    if (queue.size > 0) report();
    const order = [...queue];
    const before = queue.size;
    let failure: Failure | null = null;
    async function putEach(): Promise<void> {
      for (let hash = order.shift(); hash !== undefined; hash = order.shift()) {
        if (failure !== null || !isWanted()) return;
        const outcome = await putOne(hash);
        if (outcome.kind !== 'ok') failure ??= outcome;
        else {
          queue.delete(hash);
          sentBytes += sizes.get(hash) ?? 0;
          report();
        }
      }
    }
    await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, putEach));
    if (failure === null) return { kind: 'ok', value: 'all' };
    waiting = null;
    return queue.size < before ? { kind: 'ok', value: 'some' } : failure;
  }

  async function putOne(hash: string): Promise<Outcome<null>> {
    const bytes = await assets?.read(hash);
    return bytes ? api.putAsset(hash, bytes) : { kind: 'assetsMissing', hashes: [hash] };
  }

  // An unknown outcome of an upload says nothing about the save, so it is not shown.
  const uploading = { ...how, asOwner: true, onAttempt: report, onUnknown: () => {} };
  for (;;) {
    const outcome = await persist(own, uploading, putAll);
    if (outcome.kind !== 'ok' || outcome.value === 'all') return outcome;
  }
}
