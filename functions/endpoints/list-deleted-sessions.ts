import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const listDeletedSessions = endpoint('list-deleted-sessions', async (call) => ({
  body: await new SessionStore(call).listDeleted(call.query),
}));
