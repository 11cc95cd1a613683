import { inject } from 'vitest';
import { type Call, createClient, type Reply } from '../../web/adapters/index.ts';
import { textsOf, withNote } from '../conformance/notes-model.ts';
import { principalHeader, type User } from '../support/users.ts';

export interface CloudSession {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly texts: readonly string[];
}

/** The API for this user, directly at the functions: what the cloud really contains. */
function callAs(user: User, functionsUrl = inject('stack').functionsUrl): Call {
  return createClient(functionsUrl, (url, init) =>
    fetch(url, { ...init, headers: { ...init?.headers, ...principalHeader(user) } }),
  );
}

/** All sessions of a user in the cloud. */
export async function cloudSessions(user: User, functionsUrl?: string): Promise<CloudSession[]> {
  const call = callAs(user, functionsUrl);
  const { items } = done(await call('list-sessions', { query: { page_size: '100' } }));
  return Promise.all(items.map(({ id }) => cloudSession(user, id, functionsUrl)));
}

export async function cloudSession(
  user: User,
  id: string,
  functionsUrl?: string,
): Promise<CloudSession> {
  const call = callAs(user, functionsUrl);
  const { metadata, content } = done(await call('get-session', { params: { session_id: id } }));
  return {
    id,
    title: metadata.title,
    version: metadata.version,
    texts: textsOf(JSON.parse(content)),
  };
}

/** Another device of the same user adds a note and saves. */
export async function saveElsewhere(user: User, id: string, text: string): Promise<void> {
  const call = callAs(user);
  const { content } = done(await call('get-session', { params: { session_id: id } }));
  const next = JSON.stringify(withNote(JSON.parse(content), text, text));
  done(await call('update-session', { params: { session_id: id }, body: { content: next } }));
}

function done<T>(reply: Reply<T>): T {
  if (reply.kind !== 'ok') throw new Error(`The API answered ${JSON.stringify(reply)}`);
  return reply.value;
}
