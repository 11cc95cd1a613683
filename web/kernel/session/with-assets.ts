import type { Outcome } from '../ports/api.ts';
import type { OtherUser } from '../ports/problem.ts';
import { assetsOf } from '../state/work.ts';
import type { SessionContext } from './context.ts';
import { type Abandoned, type Persistence, persist } from './persist.ts';

/** How often a server may miss assets that it had said it has, before that is how the send ends. */
const UPLOADS_MAX = 3;

type Ended<T> = Outcome<T> | OtherUser | Abandoned;

/**
 * Calls as `persist` does, after the server has all assets that the content names; where it then misses some after all,
 * those are put and the call is made again. An asset is asked for before it is put, so one that is there is not sent twice.
 */
export async function withAssets<Content, T>(
  own: SessionContext<Content>,
  how: Persistence,
  call: () => Promise<Outcome<T>>,
): Promise<Ended<T>> {
  const { model } = own;
  if (!model.assets) return persist(own, how, call);
  // What the base names is there: no document is ever without its assets.
  const known = new Set(assetsOf(model, own.session?.base?.work));
  // What is sent may be older than what is shown, and name others.
  let missed: readonly string[] = [];
  for (let round = 1; ; round += 1) {
    const shown = assetsOf(model, own.session?.work);
    const named = new Set([...shown.filter((hash) => !known.has(hash)), ...missed]);
    if (named.size > 0) {
      const uploaded = await uploadLoaded(own, how, [...named]);
      if (uploaded.kind !== 'ok') return uploaded;
    }
    const outcome = await persist(own, how, call);
    if (outcome.kind !== 'assetsMissing' || round === UPLOADS_MAX) return outcome;
    known.clear();
    missed = outcome.hashes;
  }
}

/** The code for it is loaded when there is something to upload. */
async function uploadLoaded<Content>(
  own: SessionContext<Content>,
  how: Persistence,
  hashes: readonly string[],
): Promise<Ended<never> | { kind: 'ok' }> {
  try {
    const { upload } = await import('./upload.ts');
    return await upload(own, how, hashes);
  } catch (error) {
    return { kind: 'unknown', message: String(error) };
  }
}
