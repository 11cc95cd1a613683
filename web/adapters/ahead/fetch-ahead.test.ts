import { expect, it } from 'vitest';
import { type Begun, begin, fetchBegun } from './fetch-ahead.ts';

function createFetchAhead(send: typeof fetch) {
  const begun: Begun = new Map();
  return { begin: (path: string) => begin(begun, path, send), fetch: fetchBegun(begun, send) };
}

function counting(answers: readonly (string | Error)[]) {
  const sent: string[] = [];
  const send: typeof fetch = async (input) => {
    const answer = answers[sent.length] ?? 'later';
    sent.push(String(input));
    if (answer instanceof Error) throw answer;
    return new Response(answer);
  };
  return { sent, ahead: createFetchAhead(send) };
}

const read = async (answer: Promise<Response>) => (await answer).text();

it('gives the early response to the first request, and sends the next one again', async () => {
  const { sent, ahead } = counting(['early']);
  ahead.begin('/api/a');
  expect(await read(ahead.fetch('/api/a'))).toBe('early');
  expect(await read(ahead.fetch('/api/a'))).toBe('later');
  expect(sent).toEqual(['/api/a', '/api/a']);
});

it('sends the request again if the early one failed', async () => {
  const { sent, ahead } = counting([new Error('no network')]);
  ahead.begin('/api/a');
  expect(await read(ahead.fetch('/api/a'))).toBe('later');
  expect(sent).toHaveLength(2);
});

it('does not affect other addresses and methods', async () => {
  const { sent, ahead } = counting(['early']);
  ahead.begin('/api/a');
  expect(await read(ahead.fetch('/api/b'))).toBe('later');
  expect(await read(ahead.fetch('/api/a', { method: 'PUT' }))).toBe('later');
  expect(sent).toEqual(['/api/a', '/api/b', '/api/a']);
});

it('ends with the signal of the request, also while its answer arrives', async () => {
  const signals: AbortSignal[] = [];
  const ahead = createFetchAhead(async (_, init) => {
    signals.push(init?.signal as AbortSignal);
    return new Response(new ReadableStream());
  });
  ahead.begin('/api/a');
  const leaving = new AbortController();
  await ahead.fetch('/api/a', { signal: leaving.signal });
  leaving.abort(new Error('left'));
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

it('does not wait for an early response once the signal of the request aborts', async () => {
  const ahead = createFetchAhead(
    (_, init) =>
      new Promise((_, reject) => {
        const { signal } = init as { signal: AbortSignal };
        const abort = () => reject(signal.reason);
        if (signal.aborted) abort();
        signal.addEventListener('abort', abort);
      }),
  );
  ahead.begin('/api/a');
  const leaving = new AbortController();
  const answer = ahead.fetch('/api/a', { signal: leaving.signal });
  leaving.abort(new Error('left'));
  await expect(answer).rejects.toThrow('left');
  ahead.begin('/api/a');
  await expect(ahead.fetch('/api/a', { signal: leaving.signal })).rejects.toThrow('left');
});
