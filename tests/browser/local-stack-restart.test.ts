import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { Started, startEnvironment } from '../support/started.ts';
import { newPerson } from './people.ts';
import { beginSaved, edit, SAVED, statusSays } from './workbench-steps.ts';

test('A page that stays open while the whole stack is killed and restarted saves without a conflict', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-restart-'));
  const env = await startEnvironment(dataDir);
  const { dist } = inject('stack');
  let stack = new Started(dist, env);
  try {
    await stack.ready();
    const alice = await newPerson('Alice', { url: `http://127.0.0.1:${env.WEB_PORT}` });
    const page = await alice.open();
    await beginSaved(page, 'Survivor', 'before the kill');
    await stack.killAll();

    await edit(page, 'while nobody served it');
    stack = new Started(dist, env);
    await stack.ready();
    await page.keyboard.press('Control+s');
    await statusSays(page, SAVED);
    expect(await page.getByText('External changes detected').count()).toBe(0);
  } finally {
    stack.signal('SIGTERM');
    await stack.exited();
    await rm(dataDir, { recursive: true, force: true });
  }
});
