/** A device with a wrong clock, with the product's own page. */
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { comeBack, saveElsewhere } from '../browser/elsewhere.ts';
import { newPerson, type Person } from '../browser/people.ts';
import {
  beginSaved,
  beginSession,
  chooseInMenu,
  edit,
  noteSays,
} from '../browser/workbench-steps.ts';

/** The journal sweeps this long after a write. */
const SWEEP_AFTER_MS = 30_000;

test('A clock that was 40 days behind or ahead and is set right deletes no kept copies', async () => {
  await Promise.all([-40, 40].map(putRight));
});

async function putRight(daysOff: number): Promise<void> {
  const alice = await newPerson();
  const first = await alice.open();
  const id = await beginSaved(first, 'Shared', 'common');
  await first.close();
  const wrong = await alice.context.newPage();
  await wrong.addInitScript((days) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + days * 86_400_000;
  }, daysOff);
  await wrong.goto(`${inject('stack').url}/?session=${id}`);
  await noteSays(wrong, 'common');
  await edit(wrong, 'mine');
  await saveElsewhere(alice, id, { note: 'theirs' });
  await comeBack(wrong);
  await wrong.getByRole('button', { name: /^Load (theirs|version 2)/i }).click();
  await noteSays(wrong, 'theirs');
  await wrong.close();

  const right = await openSweepingSoon(alice);
  await beginSession(right);
  for (const text of ['first', 'second']) {
    // The server's time, which only a sweep asks for.
    const swept = right.waitForResponse((answer) => answer.request().method() === 'HEAD');
    await edit(right, text);
    await swept;
    // The journal works in order, so this is kept after the sweep.
    await edit(right, `after the ${text}`);
  }
  await chooseInMenu(right, 'Kept copies of the last 30 days...');
  const kept = right.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await kept.getByText('Your changes to version 1').waitFor();
  expect(await kept.getByText(/made today/).count()).toBe(1);
}

/** A new tab whose journal does not wait before it sweeps. */
async function openSweepingSoon({ context }: Person): Promise<Page> {
  const page = await context.newPage();
  const started = page.waitForEvent('worker');
  await page.goto(inject('stack').url);
  const journal = await started;
  await journal.evaluate((sweepAfterMs) => {
    const later = globalThis.setTimeout;
    const sooner = (work: () => void, ms?: number) => later(work, ms === sweepAfterMs ? 0 : ms);
    Object.assign(globalThis, { setTimeout: sooner });
  }, SWEEP_AFTER_MS);
  return page;
}
