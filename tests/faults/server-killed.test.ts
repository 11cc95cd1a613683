import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type ApiAnswer, apiClient, idempotencyKey, newDocument } from '../api/api-client.ts';
import { type OwnHost, startOwnHost } from '../api/own-host.ts';
import { newUser } from '../support/users.ts';
import { held, heldAnswer } from './effects.ts';
import type { Effect } from './fault-proxy.ts';

const never = new Promise<void>(() => {});
const soon = { timeout: 60_000 };
const changed = newDocument('Changed', '{"changed":true}');

describe('A functions host that is killed during a save', () => {
  let host: OwnHost;
  beforeEach(async () => {
    host = await startOwnHost();
  });
  afterEach(() => host.close());

  /**
   * Kills the host while the database handles the request of `write`, so that its outcome is unknown.
   * @param isReached whether the database has reached the intended state before the kill.
   */
  async function die(write: Promise<ApiAnswer>, isReached: () => Promise<boolean>): Promise<void> {
    const failed = expect(write).rejects.toThrow();
    await expect.poll(isReached, soon).toBe(true);
    host.kill();
    await failed;
  }

  /** Affects the host's Nth write to the database and all later ones; returns whether it has happened. */
  function strikeWrites(effect: Effect, at: number): () => boolean {
    const match = ({ method }: { method: string }) => method !== 'GET';
    const fault = host.cosmos.inject({ match, at, times: Infinity, effect });
    return () => fault.hits > 0;
  }

  const KEEPING_THE_OLD = 1;
  const PATCHING = 2;

  it.each([
    ['before the replaced version is in the history', held(never), KEEPING_THE_OLD, 1],
    ['after the replaced version is in the history', heldAnswer(never), KEEPING_THE_OLD, 1],
    ['before the database has applied the patch', held(never), PATCHING, 1],
    ['after the database has applied the patch', heldAnswer(never), PATCHING, 2],
  ] as const)(
    '%s leaves one version or the other, each listed once, and the same save succeeds',
    async (_, effect, at, version) => {
      const user = newUser();
      const [dying, living] = [
        apiClient(host.url, user),
        apiClient(inject('stack').functionsUrl, user),
      ];
      const { body: id, etag } = await dying('create-session', { body: newDocument() });
      const params = { id };
      const save = { params, body: changed, headers: { 'if-match': etag } };
      const versionNow = async () =>
        (await living('get-session-metadata', { params })).body.version;

      const versions = async () => {
        const { body } = await living('list-session-versions', { params: { session_id: id } });
        return body.items.map((item: { version: number }) => item.version);
      };

      const isThere = strikeWrites(effect, at);
      const isReached = async () => isThere() && (await versionNow()) === version;
      await die(dying('update-session', save), isReached);

      expect(await versionNow()).toBe(version);
      expect(await versions()).toEqual(version === 1 ? [1] : [2, 1]);
      expect((await living('update-session', save)).status).toBe(200);
      const { body: after } = await living('get-session', { params });
      expect([after.metadata.version, after.content]).toEqual([2, changed.content]);
      expect(await versions()).toEqual([2, 1]);
    },
  );

  const CLAIMING_THE_KEY = 1;
  const MAKING = 2;

  it.each([
    ['before its key is recorded', held(never), CLAIMING_THE_KEY, 0],
    ['after its key is recorded', heldAnswer(never), CLAIMING_THE_KEY, 0],
    ['before the database has created it', held(never), MAKING, 0],
    ['after the database has created it', heldAnswer(never), MAKING, 1],
  ] as const)(
    '%s leaves no session or one, and the same POST creates no second',
    async (_, effect, at, count) => {
      const user = newUser();
      const [dying, living] = [
        apiClient(host.url, user),
        apiClient(inject('stack').functionsUrl, user),
      ];
      const create = { body: newDocument(), headers: idempotencyKey() };
      const idsNow = async (): Promise<string[]> =>
        (await living('list-sessions')).body.items.map((item: { id: string }) => item.id);

      const isThere = strikeWrites(effect, at);
      const isReached = async () => isThere() && (await idsNow()).length === count;
      await die(dying('create-session', create), isReached);

      expect(await idsNow()).toHaveLength(count);
      const { status, body: id } = await living('create-session', create);
      expect(status).toBe(201);
      expect(await idsNow()).toEqual([id]);
    },
  );
});
