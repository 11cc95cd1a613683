/**
 * No header or parameter takes more than linear time to process: ten times the worst text may take about ten
 * times as long, never a hundred times. The test compares ratios and takes the best of many tries, so a busy
 * machine does not make it fail.
 */
import { HttpRequest, type HttpRequestInit } from '@azure/functions';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Operation, type OperationName, operations } from '../../contract/operations.ts';
import { queries } from '../../contract/queries.ts';
import { encode } from './answer.ts';
import { readJson } from './body.ts';
import { BodyRoom, RoomShare } from './body-room.ts';
import { type CallContext, readCall } from './call.ts';
import { readCaller } from './caller.ts';
import { readConditions } from './conditions.ts';
import { parseSettings } from './configuration.ts';

const SHORT = 3_000;
const LONG = 30_000;
/** Large enough to be gzipped if the client accepts that. */
const LARGE_ANSWER = 'x'.repeat(2_000);
/** Linear cost grows tenfold, quadratic cost a hundredfold. */
const MAX_GROWTH = 30;
/** Anything faster than this is fine at any growth: quadratic cost for 30 KB takes several hundred times as long. */
const NEGLIGIBLE_MS = 1;
const TRIES = 10;

/** Texts of a given length that are slow for one kind of parser or another. */
const worst: Readonly<Record<string, (length: number) => string>> = {
  spaces: (length) => `gzip${' '.repeat(length)}x`,
  'semicolons and spaces': (length) => `gzip${' ;'.repeat(length / 2)}`,
  weights: (length) => `gzip${';q= '.repeat(length / 4)}`,
  commas: (length) => ','.repeat(length),
  'commas and spaces': (length) => ' ,'.repeat(length / 2),
  quotes: (length) => '"'.repeat(length),
  'weak marks': (length) => 'W/"'.repeat(length / 3),
  letters: (length) => `${'a'.repeat(length)}!`,
  digits: (length) => `${'1'.repeat(length)}x`,
  'dates without an end': (length) => `2026-11-22T08:00:00.${'0'.repeat(length)}`,
  dashes: (length) => '-'.repeat(length),
  brackets: (length) => '['.repeat(length),
  'return=minimal, nearly': (length) => 'return=minima'.repeat(length / 13),
  'base64 of brackets': (length) => Buffer.from('['.repeat((length * 3) / 4)).toString('base64'),
};

/** For queries only: accents in the wrong order, which are slow to normalise, and letters that expand. */
const worstWords: typeof worst = {
  ...worst,
  accents: (length) => `a${'\u0301\u0323'.repeat(length / 2)}`,
  ligatures: (length) => '\ufdfa'.repeat(length),
  'dotted İ': (length) => 'İ'.repeat(length),
  sigmas: (length) => 'Σ'.repeat(length),
};

const headers = [
  'accept-encoding',
  'content-encoding',
  'content-length',
  'content-type',
  'if-match',
  'if-none-match',
  'idempotency-key',
  'origin',
  'prefer',
  'range',
  'sec-fetch-site',
  'x-ms-client-principal',
];

beforeEach(() => {
  // The library logs what it cannot read.
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});

const app = parseSettings({
  COSMOS_ENDPOINT: 'http://localhost:1',
  COSMOS_DATABASE: 'persistence',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  ALLOWED_ORIGINS: 'https://other.example',
  PRINCIPAL_SOURCE: 'static-web-apps',
});

const principal = Buffer.from(
  JSON.stringify({
    identityProvider: 'aad',
    userId: 'u',
    userDetails: 'U',
    userRoles: ['authenticated'],
  }),
).toString('base64');

/** Everything that happens to a request before a store is called, and to its response afterwards. */
async function handle(name: OperationName, init: HttpRequestInit): Promise<unknown> {
  const operation: Operation = operations[name];
  const request = new HttpRequest({
    method: operation.method,
    url: 'http://localhost/api',
    ...(operation.body ? { body: { string: '{"title":"A","content":""}' } } : {}),
    ...init,
    headers: {
      'x-ms-client-principal': principal,
      'content-type': 'application/json',
      'content-length': '26',
      ...init.headers,
    },
  });
  const share = new RoomShare();
  const refusal = await readAll(name, request, share).catch((error: unknown) => error);
  share.release();
  await encode(
    { status: 200, fields: {}, body: LARGE_ANSWER },
    {},
    request.headers.get('accept-encoding'),
  );
  return refusal;
}

async function readAll(name: OperationName, request: HttpRequest, share: RoomShare) {
  const user = readCaller(operations[name], request, app);
  return readCall(name, request, { user, share, settings: app } as CallContext);
}

async function costOf(work: () => Promise<unknown>): Promise<number> {
  const { user, system } = process.cpuUsage();
  await work();
  const used = process.cpuUsage({ user, system });
  return (used.user + used.system) / 1_000;
}

/** Whether the cost grows at most linearly with the length in any of the tries. */
async function isLinear(at: (length: number) => () => Promise<unknown>): Promise<boolean> {
  const short = at(SHORT);
  const long = at(LONG);
  let cheapestShort = Number.POSITIVE_INFINITY;
  let cheapestLong = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES; tries++) {
    cheapestShort = Math.min(cheapestShort, await costOf(short));
    cheapestLong = Math.min(cheapestLong, await costOf(long));
    if (cheapestLong <= NEGLIGIBLE_MS || cheapestLong <= MAX_GROWTH * cheapestShort) return true;
  }
  return false;
}

it('A harmless request gets through', async () => {
  expect(await handle('create-session', {})).toMatchObject({ user: { id: 'u' } });
});

describe('The cost of a request grows no faster than', () => {
  it.each(headers)('the length of its header %s', async (header) => {
    const slow = [];
    for (const [kind, make] of Object.entries(worst)) {
      const at = (length: number) => () =>
        handle('create-session', { headers: { [header]: make(length) } });
      if (!(await isLinear(at))) slow.push(kind);
    }
    expect(slow).toEqual([]);
  });

  it.each(
    Object.entries(queries).flatMap(([name, query]) =>
      parametersOf(query).map((parameter) => [parameter, name] as const),
    ),
  )('the length of the parameter %s of %s', async (parameter, name) => {
    const slow = [];
    for (const [kind, make] of Object.entries(worstWords)) {
      const at = (length: number) => () =>
        handle(name as OperationName, { query: { [parameter]: make(length) } });
      if (!(await isLinear(at))) slow.push(kind);
    }
    expect(slow).toEqual([]);
  });

  it.each(
    Object.entries<Operation>(operations).flatMap(([name, { params }]) =>
      parametersOf(params).map((parameter) => [parameter, name] as const),
    ),
  )('the length of %s in the path of %s', async (parameter, name) => {
    const slow = [];
    for (const [kind, make] of Object.entries(worstWords)) {
      const at = (length: number) => () =>
        handle(name as OperationName, { params: { [parameter]: make(length) } });
      if (!(await isLinear(at))) slow.push(kind);
    }
    expect(slow).toEqual([]);
  });
});

describe('The headers listed above', () => {
  it('are all the headers that the code reads', async () => {
    const read = new Set<string>();
    const request = new HttpRequest({
      method: 'POST',
      url: 'http://localhost/',
      body: { string: '{}' },
    });
    const spied = {
      headers: {
        get: (name: string) => {
          read.add(name.toLowerCase());
          return name === 'content-type' ? 'application/json' : null;
        },
        has: (name: string) => {
          read.add(name.toLowerCase());
          return true;
        },
      },
      body: request.body,
    } as unknown as HttpRequest;
    readConditions(spied);
    await readJson(spied, { room: new BodyRoom(30_000_000), share: new RoomShare() });
    expect(headers).toEqual(expect.arrayContaining([...read]));
  });
});

function parametersOf(schema: Operation['params']): string[] {
  return Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});
}
