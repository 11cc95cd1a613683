import { AssetStore } from '../assets/asset-store.ts';
import { currentOf } from '../http/conditions.ts';
import { endpoint } from '../http/endpoint.ts';
import { refuseMissing } from '../http/errors.ts';
import { assetsUnavailable } from '../http/unavailable.ts';
import { SessionStore } from '../store/session-store.ts';

export const updateSession = endpoint('update-session', async (call) => {
  const { assets } = call.body;
  if (assets) refuseMissing(await new AssetStore(call).claim(assets).catch(assetsUnavailable));
  const { session_id: id } = call.params;
  const sessions = new SessionStore(call);
  const ifMatch = await currentOf(call.conditions.ifMatch, () => sessions.getEtag(id));
  const updated = await sessions.update(id, call.body, ifMatch);
  const { metadata } = updated;
  const body = call.conditions.minimal
    ? { metadata }
    : { metadata, content: await updated.content() };
  return { body, etag: metadata.etag };
});
