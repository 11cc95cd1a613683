/** A device with a wrong clock, with the product's own page. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { comeBack, saveElsewhere } from '../browser/elsewhere.ts';
import { newPerson } from '../browser/people.ts';
import {
  BACKED_UP,
  beginSaved,
  beginSession,
  chooseInMenu,
  edit,
  noteSays,
  statusSays,
  writeNote,
} from '../browser/workbench-steps.ts';

/** The journal sweeps 30 s after a write. */
const SWEPT_MS = 35_000;

test('A clock that was 40 days behind or ahead and is set right deletes no kept copies', async () => {
  await Promise.all([-40, 40].map(putRight));
}, 180_000);

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

  const right = await alice.open();
  await beginSession(right);
  await writeNote(right, 'something to write');
  await statusSays(right, BACKED_UP);
  await sleep(SWEPT_MS);
  await writeNote(right, 'something more');
  await statusSays(right, BACKED_UP);
  await sleep(SWEPT_MS);
  await chooseInMenu(right, 'Kept copies of the last 30 days...');
  const kept = right.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await kept.getByText('Your changes to version 1').waitFor();
  expect(await kept.getByText(/made today/).count()).toBe(1);
}
