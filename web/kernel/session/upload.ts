import type { Failure, Outcome } from '../ports/api.ts';
import type { OtherUser } from '../ports/problem.ts';
import type { SessionContext } from './context.ts';
import { type Abandoned, type Persistence, persist } from './persist.ts';

/** How many assets are on their way at once. */
const UPLOADS_AT_ONCE = 3;
/** Puts those of the assets that the server lacks, and says in the state how far it is. `stopUpload` abandons it. */
export async function upload<Content>(
  own: SessionContext<Content>,
  how: Persistence,
  hashes: readonly string[],
): Promise<Outcome<unknown> | OtherUser | Abandoned> {
  const { api, assets } = own;
  const stopped = Promise.withResolvers<Outcome<'all'>>();
  let isStopped = false;
  const isWanted = () => how.isWanted() && !isStopped;
  let waiting: Set<string> | null = null;
  let sizes: ReadonlyMap<string, number> = new Map();
  let totalBytes = 0;
  let sentBytes = 0;

  function tell(): void {
    own.dispatch({ type: 'runChanged', phase: { kind: 'uploading', sentBytes, totalBytes } });
  }

  /** Which are still missing is asked anew after every failure: what seemed lost may have arrived. */
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

  /** Ends at the first failure; anything that was put before it starts the count of attempts anew. */
  async function putAll(): Promise<Outcome<'all' | 'some'>> {
    if (waiting === null) {
      const asked = await ask();
      if (asked.kind !== 'ok') return asked;
      waiting = asked.value;
    }
    const queue = waiting;
    if (queue.size > 0) tell();
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
          if (isWanted()) tell();
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

  // An upload without an answer is asked about, and it is no word about the save.
  const uploading = { ...how, isWanted, asOwner: true, onUnknown: () => {} };
  own.stopUpload = () => {
    isStopped = true;
    // What is on its way is not waited for.
    stopped.resolve({ kind: 'ok', value: 'all' });
  };
  try {
    for (;;) {
      const outcome = await persist(own, uploading, () =>
        Promise.race([putAll(), stopped.promise]),
      );
      if (outcome.kind !== 'ok' || outcome.value === 'all') return outcome;
    }
  } finally {
    own.stopUpload = null;
  }
}
