import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const getSession = endpoint('get-session', async (call) => {
  const session = await new SessionStore(call).get(call.params.session_id);
  return { body: session, etag: session.metadata.etag };
});
