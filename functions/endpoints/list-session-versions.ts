import { endpoint } from '../http/endpoint.ts';
import { SessionHistory } from '../store/session-history.ts';

export const listSessionVersions = endpoint('list-session-versions', async (call) => ({
  body: await new SessionHistory(call).list(call.params.session_id, call.query),
}));
