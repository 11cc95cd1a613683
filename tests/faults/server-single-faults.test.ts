/**
 * One fault, once, at the Nth request that the stores send to Cosmos DB, for N = 1, 2, 3 ... until there is no
 * such request: in every case the story below ends as if nothing had happened.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SnapshotAccessLogStore } from '../../functions/store/access-log-store.ts';
import { Budget } from '../../functions/store/budget.ts';
import { AlreadyDeleted } from '../../functions/store/errors.ts';
import { SessionHistory } from '../../functions/store/session-history.ts';
import { SessionStore } from '../../functions/store/session-store.ts';
import { SnapshotStore } from '../../functions/store/snapshot-store.ts';
import { type OwnDatabase, startOwnDatabase } from '../api/own-database.ts';
import * as effects from './effects.ts';
import { type Effect, startFaultProxy } from './fault-proxy.ts';

// Most of the time is spent waiting before retries.
vi.setConfig({ maxConcurrency: 16 });

/** A story consists of many requests, and the machine may be busy. */
const STORY_BUDGET_MS = 120_000;

const json = { 'content-type': 'application/json' };
const faults: readonly (readonly [string, Effect])[] = [
  ['a reset before the request body', effects.resetBefore()],
  ['a reset during the request body', effects.resetInBody()],
  ['a reset after the request body', effects.resetAfterBody()],
  ['a lost response', effects.lostAnswer()],
  ['a reset during the response', effects.resetInAnswer()],
  ['truncated JSON', effects.truncatedAnswer()],
  ['a login page with status 200', effects.answer(200, { 'content-type': 'text/html' }, '<html>')],
  ['a login page after the commit', effects.answerAfter(200, {}, '<html>')],
  ['an empty response with status 200', effects.answer(200)],
  ['an empty response with status 201 after the commit', effects.answerAfter(201)],
  ['408', effects.answer(408, json, '{"message":""}')],
  ['408 after the commit', effects.answerAfter(408, json, '{"message":""}')],
  ['429', effects.answer(429, { ...json, 'x-ms-retry-after-ms': '20' }, '{"message":""}')],
  ['449', effects.answer(449, json, '{"message":""}')],
  ['503', effects.answer(503, json, '{"message":""}')],
  ['503 after the commit', effects.answerAfter(503, json, '{"message":""}')],
];

let database: OwnDatabase;
beforeAll(async () => {
  database = await startOwnDatabase();
});
afterAll(() => database.close());

type Context = ReturnType<OwnDatabase['contextFor']>;

/**
 * Everything that the stores do, in a few stories. `plain` creates the same data bypassing the faults, for steps
 * that another story already tests: every request that can fail costs one more run per fault.
 */
const stories: readonly (readonly [string, (context: Context, plain: Context) => Promise<void>])[] =
  [
    [
      'a session that is changed',
      async (context, plain) => {
        const sessions = new SessionStore(context);
        const { id, etag } = await new SessionStore(plain).create({ title: 'One', content: '1' });
        const whole = { title: 'Two', description: 'x', content: '2' };
        const second = await sessions.update(id, whole, etag);
        const third = await sessions.update(id, { title: 'Three' }, second.metadata.etag);
        const fourth = await sessions.update(id, { ...whole, title: 'Four' });
        const versions = [second, third, fourth].map(({ metadata }) => metadata.version);
        expect(versions).toEqual([2, 3, 4]);
        expect(await sessions.get(id)).toEqual({ metadata: fourth.metadata, content: '2' });
        expect(await sessions.getMetadata(id, third.metadata.etag)).toEqual(fourth.metadata);
      },
    ],
    [
      'a session that is made, listed and deleted',
      async (context) => {
        const sessions = new SessionStore(context);
        const made = await sessions.create({ title: 'One', content: '1' });
        expect((await sessions.list({})).items).toEqual([made]);
        await sessions.delete(made.id, made.etag);
        expect((await sessions.list({})).items).toEqual([]);
      },
    ],
    [
      'a snapshot that is made and opened',
      async (context) => {
        const snapshots = new SnapshotStore(context);
        const logs = new SnapshotAccessLogStore(context);
        const { id } = await snapshots.create({ title: 'Snapshot', content: '3' });
        await logs.logCreation(await snapshots.read(id));
        await logs.logVisit(id, snapshots.read(id));
        expect((await logs.list({})).items).toMatchObject([{ visits: 2, snapshotId: id }]);
        expect((await snapshots.list({})).items).toMatchObject([{ id, title: 'Snapshot' }]);
      },
    ],
    [
      'a snapshot that is deleted',
      async (context, plain) => {
        const made = await new SnapshotStore(plain).create({ title: 'Snapshot', content: '3' });
        await new SnapshotAccessLogStore(plain).logCreation(made);
        const snapshots = new SnapshotStore(context);
        const logs = new SnapshotAccessLogStore(context);
        await snapshots.delete(await snapshots.findOwn(made.id));
        await logs.delete(made.id);
        expect((await snapshots.list({})).items).toEqual([]);
        expect((await logs.list({})).items).toEqual([]);
      },
    ],
    [
      'a session with a key that is deleted',
      async (context) => {
        const sessions = new SessionStore(context);
        const [key, fresh] = ['a-key-of-the-client-0123', { title: 'One', content: '1' }];
        const { id } = await sessions.create(fresh, key);
        await sessions.deleteForGood(id);
        await expect(sessions.create(fresh, key)).rejects.toThrow(AlreadyDeleted);
      },
    ],
    [
      'a session that is deleted and restored',
      async (context, plain) => {
        const sessions = new SessionStore(context);
        const { id } = await new SessionStore(plain).create({ title: 'One', content: '1' });
        await sessions.delete(id);
        expect((await sessions.listDeleted({})).items).toMatchObject([{ id }]);
        expect(await sessions.restore(id)).toMatchObject({ id, version: 1 });
      },
    ],
    [
      'a version that is replaced and read',
      async (context, plain) => {
        const sessions = new SessionStore(context);
        const history = new SessionHistory(context);
        const { id } = await new SessionStore(plain).create({ title: 'One', content: '1' });
        await sessions.update(id, { content: '2' });
        const { items } = await history.list(id, {});
        expect(items.map(({ version }) => version)).toEqual([2, 1]);
        expect((await history.read(id, 1)).content).toBe('1');
      },
    ],
    [
      'a snapshot that somebody opens twice',
      async (context, plain) => {
        const { id } = await new SnapshotStore(plain).create({ title: 'Snapshot', content: '3' });
        const visitor = { ...context, user: { id: `visitor of ${id}`, name: null } };
        const snapshots = new SnapshotStore(visitor);
        const logs = new SnapshotAccessLogStore(visitor);
        await logs.logVisit(id, snapshots.read(id));
        await logs.logVisit(id, snapshots.read(id));
        expect((await logs.list({})).items).toMatchObject([{ visits: 2, snapshotId: id }]);
      },
    ],
  ];

describe.each(stories)('The story of %s', (title, story) => {
  it.concurrent.each(faults)('overcomes %s, at any request', async (name, effect) => {
    const proxy = await startFaultProxy(database.url);
    let hits = 0;
    for (let wasHit = true; wasHit; hits += Number(wasHit)) {
      const at = hits + 1;
      const context = database.contextFor(`${title}, ${name}, ${at}`);
      const settings = { ...context.settings, COSMOS_ENDPOINT: proxy.url };
      const fault = proxy.inject({ at, effect });
      const plain = { ...context, budget: new Budget(STORY_BUDGET_MS) };
      await story({ ...plain, settings }, plain).catch((error) => {
        throw new Error(`At request ${at}: ${error.message}`, { cause: error });
      });
      wasHit = fault.hits === 1;
      proxy.heal();
    }
    expect(hits).toBeGreaterThanOrEqual(4);
    await proxy.close();
  });
});
