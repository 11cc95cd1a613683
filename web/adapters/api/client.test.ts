import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Begun, begin, fetchBegun } from '../ahead/fetch-ahead.ts';
import { createClient } from './client.ts';

const SECOND_MS = 1_000;
const PATH = '/api/persistence/sessions';
const ANSWER = '{"items":[],"pageToken":null}';

beforeEach(() => {
  vi.useFakeTimers();
  // So that this limit also follows the test's time.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(), ms);
    return limit.signal;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A response on a slow line: its text arrives piece by piece. */
function slowLine() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const headers = { 'Content-Type': 'application/json' };
  return {
    async fetch(_: unknown, { signal }: RequestInit = {}) {
      signal?.addEventListener('abort', () => void writer.abort(signal.reason));
      return new Response(readable, { headers });
    },
    send: (text: string) => writer.write(new TextEncoder().encode(text)),
    end: () => writer.close(),
  };
}

test.each([false, true])(
  'A large response may take minutes, as long as bytes arrive (asked for ahead: %s)',
  async (isAhead) => {
    const line = slowLine();
    const begun: Begun = new Map();
    if (isAhead) begin(begun, PATH, line.fetch);
    const call = createClient('', fetchBegun(begun, line.fetch));
    const reading = call('list-sessions');
    for (const letter of ANSWER) {
      await line.send(letter);
      await vi.advanceTimersByTimeAsync(50 * SECOND_MS);
    }
    await line.end();
    expect(await reading).toMatchObject({ kind: 'ok', value: { items: [] } });
  },
);

test('A response that stands still for a minute has an unknown outcome', async () => {
  const line = slowLine();
  const call = createClient('', line.fetch);
  const reading = call('list-sessions');
  await line.send(ANSWER.slice(0, 9));
  await vi.advanceTimersByTimeAsync(61 * SECOND_MS);
  expect(await reading).toMatchObject({ kind: 'unknown' });
});
