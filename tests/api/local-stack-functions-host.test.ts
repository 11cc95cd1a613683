/** The local functions host with a small app of its own; it should behave like the real host. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host.ts';
import { ROOT } from '../../local/root.ts';
import { buildApi } from '../../tools/build/api.ts';
import { replaceFolder } from '../../tools/build.ts';
import { ODD_PATHS, statusOf } from '../support/odd-requests.ts';
import { newUser, principalHeader } from '../support/users.ts';

const SAMPLE = 'tests/support/sample-app';
const BODY_LIMIT_BYTES = 100_000;

const { storage } = inject('stack');
const queues = QueueServiceClient.fromConnectionString(storage);
const work = queues.getQueueClient('work');

let host: FunctionsHost;
let folder: string;
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-sample-'));
  await replaceFolder(folder, await buildApi(false, `${SAMPLE}/main.ts`));
  await copyFile(join(ROOT, SAMPLE, 'host.json'), join(folder, 'host.json'));
  host = await startFunctionsHost({
    port: 0,
    dist: folder,
    settings: {
      AzureWebJobsStorage: storage,
      FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: String(BODY_LIMIT_BYTES),
      TICK_SCHEDULE: '*/2 * * * * *',
    },
    onLine: (line) => lines.push(line),
  });
});

afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

const call = (path: string, init?: RequestInit) => fetch(`${host.url}${path}`, init);

test('a function gets the decoded parameters, the query, the headers and the caller', async () => {
  const user = newUser();
  const headers = { ...principalHeader(user), 'x-one': '1' };
  const answer = await call('/v1/echo/a%20b/c?x=1&x=2&empty', { headers });
  expect(await answer.json()).toMatchObject({
    url: `${host.url}/v1/echo/a%20b/c?x=1&x=2&empty`,
    params: { name: 'a b', rest: 'c' },
    query: { x: '1,2', empty: '' },
    headers: { 'x-one': '1' },
    user: user.userId,
  });
});

test('a literal route takes precedence over one with parameters', async () => {
  expect(await (await call('/v1/echo/literal/path')).text()).toBe('literal');
});

test('an unknown path, a path without the prefix and an unknown method are all 404', async () => {
  expect((await call('/v1/nowhere')).status).toBe(404);
  expect((await call('/api/bytes', { method: 'PUT' })).status).toBe(404);
  expect((await call('/v1/bytes', { method: 'DELETE' })).status).toBe(404);
});

test('binary bodies are passed byte for byte in both directions, with status and headers', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const answer = await call('/v1/bytes', { method: 'PUT', body: bytes });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-answer')).toBe('yes');
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes.toReversed());
});

test('a function gets no body if its length was not announced', async () => {
  const stream = new Blob(['in chunks']).stream();
  const chunked = { method: 'PUT', body: stream, duplex: 'half' } as RequestInit;
  expect(await (await call('/v1/bytes', chunked)).text()).toBe('');
});

test('a body over the limit is 413', async () => {
  const tooMuch = new Uint8Array(BODY_LIMIT_BYTES + 1);
  expect((await call('/v1/bytes', { method: 'PUT', body: tooMuch })).status).toBe(413);
  const justRight = new Uint8Array(BODY_LIMIT_BYTES);
  expect((await call('/v1/bytes', { method: 'PUT', body: justRight })).status).toBe(201);
});

test('a response with cookies, which this host does not support, is a 500, and the log says why', async () => {
  expect((await call('/v1/cookies')).status).toBe(500);
  await vi.waitFor(() => expect(lines.join('\n')).toContain('does not support response cookies'), {
    timeout: 60_000,
  });
});

test.each(ODD_PATHS)('the odd path %s is 400', async (path) => {
  expect(await statusOf(host.url, path)).toBe(400);
});

test('a thrown error is a 500 without a body, and the log has its stack', async () => {
  const answer = await call('/v1/throws');
  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe('');
  await vi.waitFor(() => expect(lines.join('\n')).toContain('Error: thrown on purpose'), {
    timeout: 60_000,
  });
});

test('a function that returns nothing is a 204', async () => {
  expect((await call('/v1/silent')).status).toBe(204);
});

test('the host lists the registered functions with their bindings', async () => {
  const functions = await (await call('/admin/functions')).json();
  expect(functions).toContainEqual({
    name: 'bytes',
    config: expect.objectContaining({
      bindings: expect.arrayContaining([
        expect.objectContaining({ type: 'httpTrigger', route: 'bytes', methods: ['PUT'] }),
      ]),
    }),
  });
  expect(functions).toHaveLength(11);
});

interface Handled {
  message: { id: string };
  dequeueCount: number;
  running: number;
}

async function tries(id: string): Promise<Handled[]> {
  const handled = (await (await call('/v1/handled')).json()) as Handled[];
  return handled.filter(({ message }) => message.id === id);
}

test('a queue message is processed once and removed, in parallel with others up to a batch', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `batch-${index}`);
  await Promise.all(ids.map((id) => work.sendMessage(JSON.stringify({ id }))));
  await vi.waitFor(
    async () => {
      const counts = await Promise.all(ids.map(async (id) => (await tries(id)).length));
      expect(counts).toEqual(ids.map(() => 1));
    },
    { timeout: 60_000 },
  );
  const runs = (await Promise.all(ids.map(tries))).flat();
  // A new batch of 4 is fetched when at most 2 are still running.
  expect(Math.max(...runs.map(({ running }) => running))).toBeLessThanOrEqual(6);
});

test('a message that fails once is retried later, with its dequeue count', async () => {
  await work.sendMessage(JSON.stringify({ id: 'second-try', failUntil: 2 }));
  await vi.waitFor(async () => expect(await tries('second-try')).toHaveLength(2), {
    timeout: 60_000,
  });
  const counts = (await tries('second-try')).map(({ dequeueCount }) => dequeueCount);
  expect(counts).toEqual([1, 2]);
});

test('a message that always fails ends in the poison queue after maxDequeueCount tries', async () => {
  const text = JSON.stringify({ id: 'hopeless', fail: true });
  await work.sendMessage(text);
  const poison = queues.getQueueClient('work-poison');
  await vi.waitFor(
    async () => {
      const { peekedMessageItems } = await poison.peekMessages({ numberOfMessages: 32 });
      expect(peekedMessageItems.map(({ messageText }) => messageText)).toEqual([text]);
    },
    { timeout: 60_000 },
  );
  expect((await tries('hopeless')).map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2, 3]);
});

interface Tick {
  at: number;
  timer: { isPastDue: boolean; scheduleStatus: { next: string } };
}

test('a timer function runs on its schedule, and is told the next time', async () => {
  const ticks = await vi.waitFor(
    async () => {
      const all = (await (await call('/v1/ticks')).json()) as Tick[];
      expect(all.length).toBeGreaterThan(1);
      return all;
    },
    { timeout: 60_000 },
  );
  const [first, second] = ticks as [Tick, Tick];
  expect(first.timer.isPastDue).toBe(false);
  expect(new Date(first.timer.scheduleStatus.next).getTime() % 2_000).toBe(0);
  expect(second.at).toBeGreaterThanOrEqual(new Date(first.timer.scheduleStatus.next).getTime());
});

const runNow = (name: string, headers = { 'content-type': 'application/json' }) =>
  call(`/admin/functions/${name}`, { method: 'POST', headers, body: '{}' });

test('a timer function runs at once on request, and the response says whether it worked', async () => {
  expect((await runNow('tick')).status).toBe(202);
  expect((await runNow('never')).status).toBe(500);
  await vi.waitFor(() => expect(lines.join('\n')).toContain('the timer fails on purpose'), {
    timeout: 60_000,
  });
  expect((await runNow('bytes')).status).toBe(404);
});

test('a page of another site cannot start a run', async () => {
  expect((await runNow('tick', { 'content-type': 'text/plain' })).status).toBe(415);
});
