import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const restoreDeletedSession = endpoint('restore-deleted-session', async (call) => {
  const metadata = await new SessionStore(call).restore(call.params.session_id);
  return { body: metadata, etag: metadata.etag };
});
