import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const getSessionMetadata = endpoint('get-session-metadata', async (call) => {
  const { ifNoneMatch } = call.conditions;
  const metadata = await new SessionStore(call).getMetadata(call.params.session_id, ifNoneMatch);
  if (metadata === 'not-modified') return { status: 304, etag: ifNoneMatch };
  return { body: metadata, etag: metadata.etag };
});
