import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../../local/http.ts';
import * as effects from './effects.ts';
import { type Effect, type FaultProxy, startFaultProxy } from './fault-proxy.ts';

/** A target that records its requests and answers with a long JSON text. */
const done: string[] = [];
let target: Server;
let proxy: FaultProxy;

beforeAll(async () => {
  target = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    done.push(`${request.method} ${body}`);
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-target', 'yes');
    response.end(JSON.stringify({ echo: body }));
  });
  await listen(target, 0);
  proxy = await startFaultProxy(`http://127.0.0.1:${(target.address() as AddressInfo).port}`);
});

beforeEach(() => {
  proxy.heal();
  done.length = 0;
});

afterAll(async () => {
  await proxy.close();
  await closeServer(target);
});

function put(body: string): Promise<Response> {
  return fetch(`${proxy.url}/things/1?a=b`, { method: 'PUT', body });
}

describe('The fault proxy', () => {
  it('forwards everything if there is no fault, and records it', async () => {
    const answer = await put('hello');
    expect(await answer.json()).toEqual({ echo: 'hello' });
    expect(answer.headers.get('x-target')).toBe('yes');
    const noted = proxy.exchanges.at(-1);
    expect(noted?.request).toMatchObject({ method: 'PUT', path: '/things/1?a=b' });
    expect(String(noted?.request.body)).toBe('hello');
    expect(noted?.answer?.status).toBe(200);
  });

  it.each<[string, Effect]>([
    ['before the body', effects.resetBefore()],
    ['during the body', effects.resetInBody()],
    ['after the body', effects.resetAfterBody()],
  ])('resets %s, and the target has done nothing', async (_, effect) => {
    proxy.inject({ effect });
    await expect(put('lost')).rejects.toThrow('fetch failed');
    expect(done).toEqual([]);
  });

  it('drops a response after the target has handled the request', async () => {
    proxy.inject({ effect: effects.lostAnswer() });
    await expect(put('done')).rejects.toThrow('fetch failed');
    expect(done).toEqual(['PUT done']);
  });

  it('resets in the middle of a response', async () => {
    proxy.inject({ effect: effects.resetInAnswer() });
    const answer = await put('half');
    await expect(answer.text()).rejects.toThrow();
    expect(done).toEqual(['PUT half']);
  });

  it('truncates the JSON of a response that otherwise looks complete', async () => {
    proxy.inject({ effect: effects.truncatedAnswer() });
    const answer = await put('cut');
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it('sends its own status and headers, before or after the commit', async () => {
    proxy.inject({ effect: effects.answer(429, { 'retry-after': '2' }, '{}') });
    const refused = await put('no');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    expect(done).toEqual([]);
    proxy.inject({ effect: effects.answerAfter(408, {}, '{}') });
    expect((await put('yes')).status).toBe(408);
    expect(done).toEqual(['PUT yes']);
  });

  it('changes the content type of a response', async () => {
    proxy.inject({ effect: effects.wrongContentType() });
    expect((await put('x')).headers.get('content-type')).toBe('text/html');
  });

  it('delays a request or its response until told otherwise', async () => {
    const gate = Promise.withResolvers<void>();
    proxy.inject({ effect: effects.held(gate.promise) });
    const first = put('first');
    await put('second');
    gate.resolve();
    await first;
    expect(done).toEqual(['PUT second', 'PUT first']);

    const answerGate = Promise.withResolvers<void>();
    const fault = proxy.inject({ effect: effects.heldAnswer(answerGate.promise) });
    const third = put('third');
    await expect.poll(() => done.length).toBe(3);
    expect(fault.hits).toBe(1);
    answerGate.resolve();
    expect((await third).status).toBe(200);
  });

  it('strikes at the Nth matching request, a given number of times or for ever', async () => {
    const fault = proxy.inject({
      match: ({ method }) => method === 'PUT',
      at: 2,
      times: 2,
      effect: effects.answer(503),
    });
    await fetch(proxy.url);
    const statuses = [await put('1'), await put('2'), await put('3'), await put('4')].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect([fault.seen, fault.hits]).toEqual([4, 2]);

    proxy.inject({ times: Number.POSITIVE_INFINITY, effect: effects.answer(500) });
    expect([(await put('')).status, (await put('')).status]).toEqual([500, 500]);
    proxy.heal();
    expect((await put('')).status).toBe(200);
  });
});
