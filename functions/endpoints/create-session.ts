import { endpoint } from '../http/endpoint.ts';
import { locationOf } from '../http/location.ts';
import { SessionStore } from '../store/session-store.ts';

export const createSession = endpoint('create-session', async (call) => {
  const { id, etag } = await new SessionStore(call).create(
    call.body,
    call.conditions.idempotencyKey,
  );
  return { body: id, etag, location: locationOf('get-session', { session_id: id }) };
});
