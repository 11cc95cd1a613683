import { endpoint } from '../http/endpoint.ts';
import { SessionHistory } from '../store/session-history.ts';

export const getSessionVersion = endpoint('get-session-version', async (call) => {
  const { session_id, version } = call.params;
  return { body: await new SessionHistory(call).read(session_id, version) };
});
