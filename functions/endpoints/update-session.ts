import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const updateSession = endpoint('update-session', async (call) => {
  const { ifMatch, minimal } = call.conditions;
  const updated = await new SessionStore(call).update(call.params.session_id, call.body, ifMatch);
  const { metadata } = updated;
  const body = minimal ? { metadata } : { metadata, content: await updated.content() };
  return { body, etag: metadata.etag };
});
