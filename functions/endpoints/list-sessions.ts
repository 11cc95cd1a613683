import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const listSessions = endpoint('list-sessions', async (call) => ({
  body: await new SessionStore(call).list(call.query),
}));
