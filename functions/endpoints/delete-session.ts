import { currentOf } from '../http/conditions.ts';
import { endpoint } from '../http/endpoint.ts';
import { SessionHistory } from '../store/session-history.ts';
import { SessionStore } from '../store/session-store.ts';

export const deleteSession = endpoint('delete-session', async (call) => {
  const { session_id: id } = call.params;
  const sessions = new SessionStore(call);
  const ifMatch = await currentOf(call.conditions.ifMatch, () => sessions.getEtag(id));
  if (!call.query.permanently) await sessions.delete(id, ifMatch);
  else {
    await sessions.deleteForGood(id, ifMatch);
    // Versions are unreachable without their session; housekeeping deletes any that remain.
    await call.sideEffect('history', new SessionHistory(call).clear(id));
  }
  return {};
});
