import type { Outcome } from '../ports/api.ts';
import type { Lacking, SessionState } from '../state/session-state.ts';
import { assetsOf } from '../state/work.ts';
import type { Context, SessionContext } from './context.ts';
import { type Persistence, persist } from './persist.ts';

/** How many uploads are tried before a send fails because assets are missing. */
const UPLOADS_MAX = 3;

/**
 * As `persist`, but first uploads the assets that the content names and the server lacks. If the server still misses
 * some, uploads those and calls again. The server is asked before each upload, so it gets no asset twice.
 */
export async function withAssets<T>(
  own: SessionContext,
  how: Persistence,
  call: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { model } = own;
  if (!model.assets) return persist(own, how, call);
  // The server has the assets of the base: it accepts no content without them.
  const known = new Set(assetsOf(model, own.session?.base?.work));
  // A repeated attempt may be older than what is shown, and name other assets.
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

/** Loads the code for uploads on demand. */
async function uploadLoaded(
  own: SessionContext,
  how: Persistence,
  hashes: readonly string[],
): Promise<Outcome<unknown>> {
  try {
    const { upload } = await import('./upload.ts');
    return await upload(own, how, hashes);
  } catch (error) {
    return { kind: 'unknown', message: String(error) };
  }
}

/**
 * What this device lacks of the assets that the work names, except those of the base, which the cloud has. Assets that
 * were found for the head are not searched again.
 */
export async function lackingAssets(
  { assets, model }: Context,
  { base, head, work }: SessionState,
): Promise<Lacking> {
  const inCloud = new Set(assetsOf(model, base?.work));
  const named = assetsOf(model, work).filter((hash) => !inCloud.has(hash));
  if (named.length === 0) return { lostAssets: [] };
  const lost = head?.lostAssets;
  const known = new Set(assetsOf(model, lost && head.work).filter((hash) => !lost?.includes(hash)));
  const unknown = named.filter((hash) => !known.has(hash));
  const here = await assets?.sizes(unknown);
  const lostAssets = unknown.filter((hash) => !here?.has(hash));
  return { lostAssets, unstored: await assets?.unstored?.(named) };
}
