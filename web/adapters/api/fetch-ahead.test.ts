import { expect, it } from 'vitest';
import { createFetchAhead } from './fetch-ahead.ts';

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

it('gives the answer that was begun to the first who asks, and asks anew for the next', async () => {
  const { sent, ahead } = counting(['early']);
  ahead.begin('/api/a');
  expect(await read(ahead.fetch('/api/a'))).toBe('early');
  expect(await read(ahead.fetch('/api/a'))).toBe('later');
  expect(sent).toEqual(['/api/a', '/api/a']);
});

it('asks again where what was begun has failed', async () => {
  const { sent, ahead } = counting([new Error('no network')]);
  ahead.begin('/api/a');
  expect(await read(ahead.fetch('/api/a'))).toBe('later');
  expect(sent).toHaveLength(2);
});

it('leaves other addresses and what is no GET alone', async () => {
  const { sent, ahead } = counting(['early']);
  ahead.begin('/api/a');
  expect(await read(ahead.fetch('/api/b'))).toBe('later');
  expect(await read(ahead.fetch('/api/a', { method: 'PUT' }))).toBe('later');
  expect(sent).toEqual(['/api/a', '/api/b', '/api/a']);
});
