/** The functions host is killed during a save and restarted. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, inject, test, vi } from 'vitest';
import type { FunctionsHost } from '../../local/functions-host.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { isSave, useTestApp } from '../test-app/behind-proxy.ts';
import { cloudSessions } from '../test-app/cloud.ts';
import {
  add,
  backedUp,
  beginNotes,
  openNotes,
  pressSave,
  said,
  saved,
  unique,
} from '../test-app/notes-page.ts';
import type { Effect } from './fault-proxy.ts';

let stack: Stack;
const app = useTestApp(async () => {
  stack = await startStack({ dist: inject('stack').dist, quiet: true });
  return stack.functionsUrl;
});
afterAll(() => stack?.close());

/** Milliseconds from sending a save to the kill: before, during and after the write. */
const KILLED_AFTER_MS = [0, 10, 40];

const killedAfter =
  (host: FunctionsHost, milliseconds: number): Effect =>
  async ({ pass, reply }) => {
    const passing = pass();
    await sleep(milliseconds);
    host.kill();
    reply(await passing);
  };

test('The functions host killed during a save: the outcome of each save is found out, and it is done once', async () => {
  const timings = { retryBaseMs: 50, retryMaxMs: 400, retryAttempts: 1_000, pollMs: 600_000 };
  const page = await openNotes(app.context, app.proxy.url, { timings });
  const edits = [unique()];
  await beginNotes(page, edits[0] ?? '');
  for (const [index, afterMs] of KILLED_AFTER_MS.entries()) {
    if (index > 0) {
      const edit = unique();
      edits.push(edit);
      await add(page, edit);
      await backedUp(page);
    }
    const host = stack.functionsHost();
    app.proxy.inject({ match: isSave, effect: killedAfter(host, afterMs) });
    await pressSave(page);
    await vi.waitFor(() => expect(stack.functionsHost()).not.toBe(host), { timeout: 60_000 });
    await saved(page);
    const [session, ...others] = await cloudSessions(app.user, stack.functionsUrl);
    expect(others).toEqual([]);
    expect(session).toMatchObject({ version: index + 1, texts: edits });
  }
  expect(await said(page)).not.toContain('External changes detected');
});
