/**
 * What the process of the functions takes of memory for large bodies, above what it has at rest. The local host
 * runs in that process, so its own copy of each body counts as well.
 */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CONTENT_MAX_BYTES, REQUEST_BODY_MAX_BYTES } from '../../contract/limits.ts';
import { MEMORY_IS_KNOWN, memoryRise } from '../support/process-memory.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, newDocument } from './api-client.ts';
import { startOwnHost } from './own-host.ts';

const MIB = 1024 * 1024;

async function onFreshHost<T>(work: (api: Api, pid: number) => Promise<T>): Promise<T> {
  const host = await startOwnHost();
  try {
    const api = apiClient(host.url, newUser());
    await api('create-session', { body: newDocument() });
    return await work(api, host.pid);
  } finally {
    await host.close();
  }
}

const json = (content: string) => JSON.stringify({ title: 'Large', content });

const bodies: readonly (readonly [string, string])[] = [
  ['8 MiB of line ends', json('\n'.repeat(CONTENT_MAX_BYTES))],
  ['8 MiB of emoji', json('😀'.repeat(CONTENT_MAX_BYTES / 4))],
  ['emoji as escapes', `{"title":"x","content":"${'\\ud83d\\ude00'.repeat(1_700_000)}"}`],
  ['ASCII and one emoji', json(`😀${'a'.repeat(CONTENT_MAX_BYTES - 4)}`)],
  ['control chars', json('\u0001'.repeat(3_400_000))],
  ['20 MiB of spaces', `{"title":"x","content":""${' '.repeat(REQUEST_BODY_MAX_BYTES - 40)}}`],
];

describe.runIf(MEMORY_IS_KNOWN)('memory', () => {
  it.each(
    bodies.flatMap(([name, body]) => [
      [`${name}, gzipped`, gzipSync(body), { 'content-encoding': 'gzip' }] as const,
      [`${name}, raw`, Buffer.from(body), {}] as const,
    ]),
  )('%s', async (name, body, headers) => {
    const risen = await onFreshHost((api, pid) =>
      memoryRise(pid, async () => {
        const { status, body: answer } = await api('create-session', { body, headers });
        console.log(status, status === 201 ? '' : answer.detail);
      }),
    );
    console.log(name, body.byteLength / MIB, (risen / MIB).toFixed(1));
  });

  it.each(['json', 'random gzipped', 'random raw'])('100 saves of 1 MB: %s', async (kind) => {
    const text = () =>
      kind === 'json'
        ? JSON.stringify(Array.from({ length: 60_000 }, () => Math.floor(Math.random() * 1e15)))
        : randomBytes(750_000).toString('base64');
    const sent = Array.from({ length: 100 }, () => Buffer.from(json(text())));
    const headers: Record<string, string> =
      kind === 'random raw' ? {} : { 'content-encoding': 'gzip' };
    const packed = kind === 'random raw' ? sent : sent.map((each) => gzipSync(each));
    const risen = await onFreshHost((api, pid) =>
      memoryRise(pid, async () => {
        const answers = await Promise.all(
          packed.map((body) => api('create-session', { body, headers })),
        );
        const counts = new Map<number, number>();
        for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
        console.log([...counts]);
      }),
    );
    console.log('100', kind, (risen / MIB).toFixed(1));
  });
  expect(1).toBe(1);
});
