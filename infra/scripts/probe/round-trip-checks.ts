import type { Check } from './checks.ts';
import { forgedPrincipals } from './forged-principal.ts';
import { type Answer, expectStatus, type Visit, visit } from './visit.ts';

interface Metadata {
  readonly ownerId: string;
  readonly version: number;
}

/** Creates, reads and deletes one session and one snapshot as the user of the cookie. */
export function roundTripChecks(site: URL, cookie: string): readonly Check[] {
  const call = (path: string, options: Visit = {}) =>
    visit(new URL(`/api/persistence/${path}`, site), {
      ...options,
      headers: { cookie, ...options.headers },
    });
  const title = `Probe ${new Date().toISOString()}`;

  return [
    {
      name: 'a session is created, read, changed and deleted',
      async run() {
        const id = created(await call('sessions', { method: 'POST', body: draft(title) }));
        try {
          const read = await call(`sessions/${id}`);
          expectContent(read, '{"probe":1}');
          const { ownerId } = metadataOf(read);

          const forged = await call(`sessions/${id}`, {
            headers: forgedPrincipals['Static Web Apps'],
          });
          expectStatus(forged, 200);
          if (metadataOf(forged).ownerId !== ownerId)
            throw new Error('a forged header was trusted');

          const changed = await call(`sessions/${id}`, {
            method: 'PUT',
            headers: { 'if-match': read.headers.get('etag') ?? '' },
            body: { ...draft(title), content: '{"probe":2}' },
          });
          expectStatus(changed, 200);
          if (metadataOf(changed).version !== 2)
            throw new Error('the change did not create version 2');
          expectContent(await call(`sessions/${id}`), '{"probe":2}');

          const etag = changed.headers.get('etag') ?? '';
          const unchanged = { headers: { 'if-none-match': etag } };
          expectStatus(await call(`sessions/metadata/${id}`, unchanged), 304);
        } finally {
          expectStatus(await call(`sessions/${id}`, { method: 'DELETE' }), 204);
        }
        expectStatus(await call(`sessions/${id}`), 404);
      },
    },
    {
      name: 'a snapshot is created, opened and deleted',
      async run() {
        const id = created(await call('snapshots', { method: 'POST', body: draft(title) }));
        try {
          expectContent(await call(`snapshots/${id}`), '{"probe":1}');
        } finally {
          expectStatus(await call(`snapshots/${id}`, { method: 'DELETE' }), 204);
        }
        expectStatus(await call(`snapshots/${id}`), 404);
      },
    },
  ];
}

const draft = (title: string) => ({ title, content: '{"probe":1}' });

function created(answer: Answer): string {
  expectStatus(answer, 201);
  if (typeof answer.json !== 'string') throw new Error('the response is not an id');
  return answer.json;
}

function expectContent(answer: Answer, content: string): void {
  expectStatus(answer, 200);
  if ((answer.json as { content?: unknown } | undefined)?.content !== content) {
    throw new Error('the content is not what was sent');
  }
}

function metadataOf({ json }: Answer): Metadata {
  const metadata = (json as { metadata?: Metadata } | undefined)?.metadata;
  if (!metadata) throw new Error('the response has no metadata');
  return metadata;
}
