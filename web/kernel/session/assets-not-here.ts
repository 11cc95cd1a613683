import type { SessionState } from '../state/session-state.ts';
import { assetsOf } from '../state/work.ts';
import type { Context } from './context.ts';

/**
 * Hashes of the assets that the work names and that are not on this device, except those of the base, which the cloud
 * has. Assets that were found for the head are not checked again.
 */
export async function assetsNotHere<Content>(
  { assets, model }: Context<Content>,
  { base, head, work }: SessionState<Content>,
): Promise<readonly string[]> {
  const { lostAssets } = head ?? {};
  const found = assetsOf(model, lostAssets && head?.work);
  const known = new Set([
    ...assetsOf(model, base?.work),
    ...found.filter((hash) => !lostAssets?.includes(hash)),
  ]);
  const unknown = assetsOf(model, work).filter((hash) => !known.has(hash));
  const here = unknown.length > 0 ? await assets?.sizes(unknown) : null;
  return unknown.filter((hash) => !here?.has(hash));
}
