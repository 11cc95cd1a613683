import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const deleteSession = endpoint('delete-session', async (call) => {
  await new SessionStore(call).delete(call.params.session_id, call.conditions.ifMatch);
  return {};
});
