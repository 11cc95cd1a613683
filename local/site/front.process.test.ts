import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeServer, listen } from '../http.ts';
import { createFront } from './front.ts';

const FOREVER = 'public, max-age=31536000, immutable';

/** Stands for the emulator. */
const upstream = vi.fn<(incoming: IncomingMessage, response: ServerResponse) => void>();
const emulator = createServer((incoming, response) => upstream(incoming, response));
let front: ReturnType<typeof createFront>;
let url: string;

const portOf = (server: typeof emulator) => (server.address() as AddressInfo).port;

beforeEach(async () => {
  await listen(emulator, 0);
  front = createFront(portOf(emulator));
  await listen(front, 0);
  url = `http://127.0.0.1:${portOf(front)}`;
});

afterEach(async () => {
  await Promise.all([closeServer(front), closeServer(emulator)]);
  upstream.mockReset();
});

const answerWith = (cacheControl: string, status = 200) =>
  upstream.mockImplementation((incoming, response) => {
    const headers = { 'content-type': 'text/javascript', 'cache-control': cacheControl };
    response.writeHead(status, { ...headers, 'x-frame-options': 'DENY' });
    response.end(`// ${incoming.url}`);
  });

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url + path, { headers });
  return { answer, text: await answer.text() };
}

it('asks the emulator once for a file that never changes, and answers the same again', async () => {
  answerWith(FOREVER);
  const first = await get('/assets/one.js');
  const second = await get('/assets/one.js');
  expect([first.text, second.text]).toEqual(['// /assets/one.js', '// /assets/one.js']);
  for (const name of ['content-type', 'content-encoding', 'cache-control', 'x-frame-options']) {
    expect(second.answer.headers.get(name)).toBe(first.answer.headers.get(name));
  }
  expect((await get('/assets/two.js')).text).toBe('// /assets/two.js');
  expect(upstream).toHaveBeenCalledTimes(2);
});

it.each<[string, string, number, Record<string, string>]>([
  ['may change', 'no-cache', 200, {}],
  ['is missing', FOREVER, 404, {}],
  ['is wanted in part', FOREVER, 200, { range: 'bytes=0-1' }],
  ['is wanted if it has changed', FOREVER, 200, { 'if-none-match': '"other"' }],
  ['is wanted as it is on the disk', FOREVER, 200, { 'accept-encoding': 'identity' }],
])('asks the emulator each time for a file that %s', async (_, cacheControl, status, headers) => {
  answerWith(cacheControl, status);
  if (status === 200) await get('/assets/one.js');
  await get('/assets/one.js', headers);
  await get('/assets/one.js', headers);
  expect(upstream).toHaveBeenCalledTimes(status === 200 ? 3 : 2);
});

it('does not keep a file whose transfer broke off', async () => {
  upstream.mockImplementationOnce((_, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': FOREVER });
    response.write('// half', () => response.destroy());
  });
  await expect(get('/assets/one.js')).rejects.toThrow();
  answerWith(FOREVER);
  expect((await get('/assets/one.js')).text).toBe('// /assets/one.js');
});
