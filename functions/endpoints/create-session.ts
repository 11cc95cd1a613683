import { AssetStore } from '../assets/asset-store.ts';
import { endpoint } from '../http/endpoint.ts';
import { refuseMissing } from '../http/errors.ts';
import { locationOf } from '../http/location.ts';
import { assetsUnavailable } from '../http/unavailable.ts';
import { SessionStore } from '../store/session-store.ts';

export const createSession = endpoint('create-session', async (call) => {
  const { assets } = call.body;
  if (assets) refuseMissing(await new AssetStore(call).claim(assets).catch(assetsUnavailable));
  const { id, etag } = await new SessionStore(call).create(
    call.body,
    call.conditions.idempotencyKey,
  );
  return { body: id, etag, location: locationOf('get-session', { session_id: id }) };
});
