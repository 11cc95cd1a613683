/** The page's address and the browser's history during navigation. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { contentOf } from './elsewhere.ts';
import { holdRequest } from './hold.ts';
import { openManagement } from './management-steps.ts';
import { newPerson } from './people.ts';
import {
  addressIs,
  beginSaved,
  chooseInMenu,
  edit,
  noteSays,
  onStartPage,
  SAVED,
  saveFirst,
  sessionIdOf,
  statusSays,
  toastSays,
  writeNote,
} from './workbench-steps.ts';

const askingDialog = (page: Page) => page.getByRole('dialog', { name: 'Recover unsaved changes?' });

async function goToStartPage(page: Page): Promise<void> {
  await page.getByTitle('Start page').click();
  await onStartPage(page);
  await addressIs(page, '');
}

async function openFromList(page: Page, title: string): Promise<void> {
  const dialog = await openManagement(page, 'Sessions');
  await dialog.getByRole('link', { name: title }).click();
}

/** Waits until the session is shown and the address contains it. */
async function isAt(page: Page, id: string, note: string): Promise<void> {
  await noteSays(page, note);
  await addressIs(page, `?session=${id}`);
}

test('Back and forward go through start page and sessions as they were visited; a first save only changes its entry’s address', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const first = await beginSaved(page, 'First', 'of the first');
  await goToStartPage(page);
  const second = await beginSaved(page, 'Second', 'of the second');
  await openFromList(page, 'First');
  await isAt(page, first, 'of the first');
  const entries = await page.evaluate(() => history.length);

  await page.goBack();
  await isAt(page, second, 'of the second');
  await page.goBack();
  await onStartPage(page);
  await page.goBack();
  await isAt(page, first, 'of the first');
  await page.goBack();
  await onStartPage(page);
  for (const where of [first, null, second, first]) {
    await page.goForward();
    if (where === null) await onStartPage(page);
    else await isAt(page, where, where === first ? 'of the first' : 'of the second');
  }
  expect(await page.evaluate(() => history.length)).toBe(entries);
  expect(alice.errors()).toEqual([]);
});

test('Back to a session with unsaved work offers the work at its address, also after a reload, and forward still works', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const second = await beginSaved(page, 'Second', 'of the second');
  await goToStartPage(page);
  const first = await beginSaved(page, 'First', 'in the cloud');
  await edit(page, 'only here');
  await openFromList(page, 'Second');
  await isAt(page, second, 'of the second');

  await page.goBack();
  await askingDialog(page).waitFor();
  await addressIs(page, `?session=${first}`);
  await page.reload();
  await askingDialog(page).getByRole('button', { name: 'Recover changes' }).click();
  await isAt(page, first, 'only here');
  await page.goForward();
  await isAt(page, second, 'of the second');
  await toastSays(page, 'The unsaved changes to "First" stay on this device.');
  expect(alice.errors()).toEqual([]);
});

test('Back while the page is still loading goes where it says', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const first = await beginSaved(page, 'First', 'of the first');
  await goToStartPage(page);
  const second = await beginSaved(page, 'Second', 'of the second');
  const { made, answer } = await holdRequest(page, 'GET', `sessions/${second}`, (route) =>
    route.continue(),
  );
  await page.reload();
  await made;
  await page.goBack();
  await onStartPage(page);
  await page.goBack();
  await isAt(page, first, 'of the first');
  answer();
  await page.goForward();
  await page.goForward();
  await isAt(page, second, 'of the second');
  expect(alice.errors()).toEqual([]);
});

test('Back from the start page leads to the session or the error that the link had opened', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Linked', 'in the cloud');
  await page.close();

  const linked = await alice.open(`/?session=${id}`);
  await noteSays(linked, 'in the cloud');
  await goToStartPage(linked);
  await linked.goBack();
  await isAt(linked, id, 'in the cloud');

  const lost = await alice.open('/?session=nowhere1');
  const error = lost.getByRole('heading', { name: 'It no longer exists' });
  await error.waitFor();
  await lost.getByRole('button', { name: 'Go to the start page' }).click();
  await onStartPage(lost);
  await addressIs(lost, '');
  await lost.goBack();
  await error.waitFor();
  await addressIs(lost, '?session=nowhere1');
  await lost.goForward();
  await onStartPage(lost);
});

test('Back from a session made of a snapshot shows the snapshot, and Back from a copy shows the original', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'for everybody');
  const body = { title: 'Shared', content: await contentOf(alice, id) };
  const made = await alice.api('create-snapshot', { body });
  await page.close();

  const bob = await newPerson('Bob');
  const visit = await bob.open(`/?snapshot=${made.body}`);
  const banner = visit.getByText('Snapshot, read-only.');
  await visit.getByRole('button', { name: 'Make it my own session' }).click();
  await writeNote(visit, 'my own');
  await addressIs(visit, '');
  const own = await saveFirst(visit, 'My own');
  await visit.goBack();
  await banner.waitFor();
  await addressIs(visit, `?snapshot=${made.body}`);
  await visit.goForward();
  await isAt(visit, own, 'my own');

  await edit(visit, 'my second');
  await chooseInMenu(visit, 'Save as a new session...');
  const dialog = visit.getByRole('dialog', { name: 'Save as a new session' });
  await dialog.getByRole('button', { name: 'Save as new' }).click();
  await toastSays(visit, 'Session saved successfully');
  await statusSays(visit, SAVED);
  const copy = sessionIdOf(visit);
  expect(copy).not.toBe(own);
  await visit.goBack();
  await isAt(visit, own, 'my own');
  await visit.goForward();
  await isAt(visit, copy, 'my second');
  expect(bob.errors()).toEqual([]);
});

test('An address of unsaved work that is not on this device says so, and leads to the recovery dialog', async () => {
  const alice = await newPerson();
  const page = await alice.open('/?recover=nowhere1');
  await toastSays(page, 'This unsaved work is not on this device.');
  await addressIs(page, '');
  await page.getByRole('button', { name: 'Recover unsaved work...' }).click();
  await page
    .getByRole('dialog', { name: 'Recover unsaved work' })
    .getByText('Nothing to recover')
    .waitFor();
});
