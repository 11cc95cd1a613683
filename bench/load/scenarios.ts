import { randomUUID } from 'node:crypto';
import { contentOf } from './content.ts';

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export type Send = (call: Call) => Promise<Response>;

export interface Scenario {
  readonly name: string;
  readonly status: number;
  /** Creates what is needed; returns the call that each worker repeats. */
  prepare(send: Send): Promise<(worker: number) => Call>;
}

/** The maximum number of workers. Each has its own session, so they do not share a document. */
const WORKERS = 16;
const SMALL_BYTES = 16 * 1024;
const LARGE_BYTES = 1024 * 1024;

export const scenarios: readonly Scenario[] = [
  { name: 'health', status: 200, prepare: async () => () => ({ path: 'health' }) },
  {
    name: 'get-session-metadata, unchanged',
    status: 304,
    async prepare(send) {
      const [session] = await makeSessions(send, SMALL_BYTES, 1);
      const { headers } = await send({ path: `persistence/sessions/metadata/${session}` });
      const path = `persistence/sessions/metadata/${session}`;
      return () => ({ path, headers: { 'if-none-match': headers.get('etag') ?? '' } });
    },
  },
  {
    name: 'list-sessions, 10 of 50',
    status: 200,
    async prepare(send) {
      await makeSessions(send, SMALL_BYTES, 50);
      return () => ({ path: 'persistence/sessions?page_size=10' });
    },
  },
  reading('get-session, 16 KB', SMALL_BYTES),
  reading('get-session, 1 MB', LARGE_BYTES),
  updating('update-session, 16 KB', SMALL_BYTES),
  updating('update-session, 1 MB', LARGE_BYTES),
  {
    name: 'create-session, 16 KB',
    status: 201,
    async prepare() {
      const content = contentOf(SMALL_BYTES);
      return () => ({
        method: 'POST',
        path: 'persistence/sessions',
        body: { title: 'Load', content },
      });
    },
  },
  {
    name: 'get-snapshot, 16 KB, known visitor',
    status: 200,
    async prepare(send) {
      const body = { title: 'Load', content: contentOf(SMALL_BYTES) };
      const id = await (await send({ method: 'POST', path: 'persistence/snapshots', body })).json();
      return () => ({ path: `persistence/snapshots/${id}` });
    },
  },
];

function reading(name: string, bytes: number): Scenario {
  return {
    name,
    status: 200,
    async prepare(send) {
      const [session] = await makeSessions(send, bytes, 1);
      return () => ({ path: `persistence/sessions/${session}` });
    },
  };
}

/** Saves that always change something: the title has a new word each time. */
function updating(name: string, bytes: number): Scenario {
  return {
    name,
    status: 200,
    async prepare(send) {
      const sessions = await makeSessions(send, bytes, WORKERS);
      const content = contentOf(bytes);
      return (worker) => ({
        method: 'PUT',
        path: `persistence/sessions/${sessions[worker]}`,
        headers: { prefer: 'return=minimal' },
        body: { title: `Load ${randomUUID()}`, description: '', content },
      });
    },
  };
}

async function makeSessions(send: Send, bytes: number, count: number): Promise<readonly string[]> {
  const body = { title: 'Load', content: contentOf(bytes) };
  const ids: string[] = [];
  while (ids.length < count) {
    ids.push(await (await send({ method: 'POST', path: 'persistence/sessions', body })).json());
  }
  return ids;
}
