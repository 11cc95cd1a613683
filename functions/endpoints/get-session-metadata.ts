import { endpoint } from '../http/endpoint.ts';
import { SessionStore } from '../store/session-store.ts';

export const getSessionMetadata = endpoint('get-session-metadata', async (call) => {
  const { ifNoneMatch } = call.conditions;
  // A single ETag, the usual case, is passed to the database, which then charges very little.
  const etag = ifNoneMatch?.length === 1 && ifNoneMatch !== '*' ? ifNoneMatch[0] : undefined;
  const metadata = await new SessionStore(call).getMetadata(call.params.session_id, etag);
  return metadata === 'not-modified' ? { etag } : { body: metadata, etag: metadata.etag };
});
