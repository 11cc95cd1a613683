/**
 * The functions process needs less memory for large bodies, above its idle use, than twice the largest body. The
 * local host runs in that process, and together with `@azure/functions` it makes three copies of a body before our
 * code sees it, so raw bodies must be smaller than gzipped ones. The limits also hold on a busy machine, because
 * nothing here depends on time.
 */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  CONTENT_MAX_BYTES,
  REQUEST_BODY_MAX_BYTES,
  REQUEST_SENT_MAX_BYTES,
} from '../../contract/limits.ts';
import { sha256 } from '../../functions/store/ids.ts';
import { MEMORY_IS_KNOWN, memoryRise } from '../support/process-memory.ts';
import { newUser } from '../support/users.ts';
import { type Api, apiClient, newDocument } from './api-client.ts';
import { startOwnHost } from './own-host.ts';

const MIB = 1024 * 1024;
const MOST_MIB = 40;
/** Long enough for a busy machine. */
const TIMEOUT_MS = 300_000;

/** How much a host's memory grows during `work`, in MiB. The host is new and has saved one small session. */
async function riseOf(work: (api: Api) => Promise<void>): Promise<number> {
  const host = await startOwnHost();
  try {
    const api = apiClient(host.url, newUser());
    await api('create-session', { body: newDocument() });
    return (await memoryRise(host.pid, () => work(api))) / MIB;
  } finally {
    await host.close();
  }
}

const withContent = (json: string) => `{"title":"Large","content":"${json}"}`;
const escapedEmoji = (bytes: number) =>
  withContent('\\ud83d\\ude00'.repeat((bytes - withContent('').length) / 12));
const spaces = (bytes: number) => `{${' '.repeat(bytes - 2)}}`;
const room = REQUEST_BODY_MAX_BYTES - withContent('').length;

/** The worst body of each kind, with the expected status. */
const gzipped: readonly (readonly [string, string, number])[] = [
  ['8 MiB of line ends', withContent('\\n'.repeat(CONTENT_MAX_BYTES)), 201],
  ['8 MiB of emoji', withContent('😀'.repeat(CONTENT_MAX_BYTES / 4)), 201],
  ['20 MiB of emoji as escapes', escapedEmoji(REQUEST_BODY_MAX_BYTES), 201],
  ['20 MiB of escaped control characters', withContent('\\u0001'.repeat(room / 6)), 201],
  ['8 MiB of letters and one emoji', withContent(`😀${'a'.repeat(CONTENT_MAX_BYTES - 4)}`), 201],
  ['20 MiB of spaces', spaces(REQUEST_BODY_MAX_BYTES), 413],
  ['20 MiB of a title', `{"title":"${'x'.repeat(REQUEST_BODY_MAX_BYTES - 12)}"}`, 413],
  ['20 MiB of brackets', '['.repeat(REQUEST_BODY_MAX_BYTES), 400],
];

/** One that is accepted and one that is refused. */
const raw: readonly (readonly [string, string, number])[] = [
  ['11 MiB of emoji as escapes', escapedEmoji(REQUEST_SENT_MAX_BYTES), 201],
  ['11 MiB of spaces', spaces(REQUEST_SENT_MAX_BYTES), 413],
];

describe.runIf(MEMORY_IS_KNOWN)('A body takes little more memory than its own size:', () => {
  it.each(gzipped)('%s, gzipped', { timeout: TIMEOUT_MS }, async (_, json, status) => {
    const body = gzipSync(json);
    const risen = await riseOf(async (api) => {
      const headers = { 'content-encoding': 'gzip' };
      expect((await api('create-session', { body, headers })).status).toBe(status);
    });
    expect(risen).toBeLessThan(MOST_MIB);
  });

  it.each(raw)('%s, raw', { timeout: TIMEOUT_MS }, async (_, json, status) => {
    const body = Buffer.from(json);
    const risen = await riseOf(async (api) => {
      expect((await api('create-session', { body })).status).toBe(status);
    });
    expect(risen).toBeLessThan(MOST_MIB);
  });

  it('a delta to 8 MiB', { timeout: TIMEOUT_MS }, async () => {
    const risen = await riseOf(async (api) => {
      const { params, contentDelta } = await largeSession(api);
      const answer = await api('update-session', {
        params,
        body: { contentDelta },
        headers: MINIMAL,
      });
      expect(answer.status).toBe(200);
    });
    expect(risen).toBeLessThan(MOST_MIB);
  });

  it('a delta that copies 8 MiB a thousand times', { timeout: TIMEOUT_MS }, async () => {
    const risen = await riseOf(async (api) => {
      const { params, contentDelta } = await largeSession(api);
      const instructions = Array.from({ length: 1_000 }, () => ({
        start: 0,
        length: CONTENT_MAX_BYTES,
      }));
      const body = { contentDelta: { ...contentDelta, instructions } };
      expect((await api('update-session', { params, body })).status).toBe(413);
    });
    expect(risen).toBeLessThan(MOST_MIB);
  });

  it('100 parallel deltas to 8 MiB', { timeout: TIMEOUT_MS }, async () => {
    const risen = await riseOf(async (api) => {
      const sessions: Awaited<ReturnType<typeof largeSession>>[] = [];
      for (let made = 0; made < 20; made++) sessions.push(await largeSession(api));
      const requests = Array.from({ length: 5 }, () => sessions).flat();
      const answers = await Promise.all(
        requests.map(({ params, contentDelta }) =>
          api('update-session', { params, body: { contentDelta }, headers: MINIMAL }),
        ),
      );
      // On a busy machine some time out with 503.
      for (const { status } of answers) expect([200, 429, 503]).toContain(status);
    });
    expect(risen).toBeLessThan(512);
  });

  // Of a raw body there are three copies before our code sees it, so their sum is beyond our control.
  it.each([
    [
      'numbers, gzipped',
      () => `[${Array.from({ length: 60_000 }, randomNumber).join()}]`,
      true,
      512,
    ],
    ['noise, raw', () => randomBytes(750_000).toString('base64'), false, 640],
  ] as const)(
    '100 parallel saves of 1 MB of %s',
    { timeout: TIMEOUT_MS },
    async (_, text, packs, mostMib) => {
      const headers: Record<string, string> = packs ? { 'content-encoding': 'gzip' } : {};
      const json = withContent(text());
      const request = { body: packs ? gzipSync(json) : Buffer.from(json), headers };
      const requests = Array.from({ length: 100 }, () => request);
      const risen = await riseOf(async (api) => {
        const answers = await Promise.all(requests.map((each) => api('create-session', each)));
        // On a busy machine some time out with 503.
        for (const { status } of answers) expect([201, 429, 503]).toContain(status);
      });
      expect(risen).toBeLessThan(mostMib);
    },
  );
});

const MINIMAL = { prefer: 'return=minimal' };

/** A session with the largest content, and a delta that replaces its first letter. */
async function largeSession(api: Api) {
  const content = 'a'.repeat(CONTENT_MAX_BYTES);
  const { body: id } = await api('create-session', {
    body: gzipSync(withContent(content)),
    headers: { 'content-encoding': 'gzip' },
  });
  const contentDelta = {
    baseHash: sha256(content),
    contentHash: sha256(`b${content.slice(1)}`),
    instructions: [
      { start: 0, length: 0, text: 'b' },
      { start: 1, length: CONTENT_MAX_BYTES - 1 },
    ],
  };
  return { params: { session_id: id }, contentDelta };
}

function randomNumber(): number {
  return Math.floor(Math.random() * 1e15);
}
