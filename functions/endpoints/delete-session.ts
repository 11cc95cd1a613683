import { currentOf } from '../http/conditions.ts';
import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const deleteSession = endpoint('delete-session', async (call) => {
  const { session_id: id } = call.params;
  const sessions = new SessionStore(call);
  const ifMatch = await currentOf(call.conditions.ifMatch, () => sessions.getEtag(id));
  await sessions.delete(id, ifMatch);
  return {};
});
