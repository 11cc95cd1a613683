/** What the address and the browser's history make of going from one thing to another. */
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { comeBack, contentOf, saveElsewhere } from './elsewhere.ts';
import { openManagement } from './management-steps.ts';
import { newPerson } from './people.ts';
import { problemAnswer } from './problem-answer.ts';
import {
  beginSaved,
  chooseInMenu,
  edit,
  noteSays,
  onStartPage,
  SAVED,
  SCREEN,
  saveFirst,
  sessionIdOf,
  statusSays,
  toastSays,
  writeNote,
} from './workbench-steps.ts';

const addressIs = (page: Page, search: string) =>
  expect.poll(() => new URL(page.url()).search, SCREEN).toBe(search);
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

/** The session is shown, and the address names it. */
async function isAt(page: Page, id: string, note: string): Promise<void> {
  await noteSays(page, note);
  await addressIs(page, `?session=${id}`);
}

/** Requests of this method wait when they are made, and go on by `then` once they are to be answered. */
async function hold(
  page: Page,
  method: string,
  path: string,
  then: (route: Route) => Promise<void>,
) {
  const [made, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route(`**/api/persistence/${path}`, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    made.resolve();
    await answered.promise;
    return then(route);
  });
  return { made: made.promise, answer: () => answered.resolve() };
}

test('Back and forward go through start page and sessions as they were visited; a first save only names its entry', async () => {
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

test('Back to a session with unsaved work offers it at its address, also after a reload, and forward still leads on', async () => {
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

test('Back while the page is still loading leads where it says', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const first = await beginSaved(page, 'First', 'of the first');
  await goToStartPage(page);
  const second = await beginSaved(page, 'Second', 'of the second');
  const { made, answer } = await hold(page, 'GET', `sessions/${second}`, (route) =>
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

test('Back from the start page leads to the session, or the error, that the link had opened', async () => {
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

test('Back from what was made of a snapshot shows the snapshot, and from what was saved as new the one before', async () => {
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

test('Back under a dialog about the session closes it with the session, and nothing of another one is saved', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSaved(page, 'Left', 'in the cloud');
  for (const [item, name] of [
    ['Save as a new session...', 'Save as a new session'],
    ['Create snapshot...', 'Create snapshot'],
    ['Edit title and description...', 'Title and description'],
  ] as const) {
    await chooseInMenu(page, item);
    await page.getByRole('dialog', { name }).waitFor();
    await page.goBack();
    await onStartPage(page);
    await expect.poll(() => page.getByRole('dialog').count(), SCREEN).toBe(0);
    await page.goForward();
    await noteSays(page, 'in the cloud');
  }
  await openManagement(page, 'Sessions');
  await page.goBack();
  await onStartPage(page);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(alice.errors()).toEqual([]);
});

test('Back under what a failed save or a conflict asks leaves nothing of it behind', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const id = await beginSaved(page, 'Left', 'in the cloud');
  await page.route(`**/api/persistence/sessions/${id}`, (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill(problemAnswer({ status: 500 }))
      : route.fallback(),
  );
  await edit(page, 'not to be saved');
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog', { name: 'Something went wrong on the server' }).waitFor();
  await page.goBack();
  await onStartPage(page);
  await expect.poll(() => page.getByRole('dialog').count(), SCREEN).toBe(0);

  await page.goForward();
  await askingDialog(page).getByRole('button', { name: 'Recover changes' }).click();
  await noteSays(page, 'not to be saved');
  await saveElsewhere(alice, id, { note: 'saved elsewhere' });
  await comeBack(page);
  const conflict = page.getByRole('dialog', { name: 'External changes detected' });
  await conflict.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: 'Compare and choose...' }).click();
  await conflict.getByText('Comparing the two...').waitFor({ state: 'hidden' });
  const { made, answer } = await hold(page, 'GET', `sessions/${id}`, (route) => route.continue());
  await conflict.getByRole('button', { name: /^Save mine over it/ }).click();
  await made;
  await page.goBack();
  await onStartPage(page);
  answer();
  await toastSays(page, 'The session was left before this was done.');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await contentOf(alice, id)).toContain('saved elsewhere');
});

test('What is still saved while Back leaves it makes no entry', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const id = await beginSaved(page, 'Left', 'in the cloud');
  const entries = await page.evaluate(() => history.length);
  const { made, answer } = await hold(page, 'POST', 'sessions', (route) => route.continue());
  await chooseInMenu(page, 'Save as a new session...');
  await page.getByRole('button', { name: 'Save as new' }).click();
  await made;
  await page.goBack();
  answer();
  await onStartPage(page);
  await addressIs(page, '');
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await page.goForward();
  await addressIs(page, `?session=${id}`);
});

test.each([
  {
    item: 'Save as a new session...',
    name: 'Save as a new session',
    action: 'Save as new',
    before: 'it was saved',
    list: 'sessions',
  },
  {
    item: 'Create snapshot...',
    name: 'Create snapshot',
    action: 'Create snapshot',
    before: 'its snapshot was made',
    list: 'snapshots',
  },
] as const)(
  'Who leaves a session before $before is told so, and keeps what was typed',
  async ({ item, name, action, before, list }) => {
    const alice = await newPerson();
    const page = await alice.open();
    await beginSaved(page, 'Left', 'in the cloud');
    const count = async () => (await alice.api(`list-${list}`, {})).body.items.length;
    const known = await count();
    const { made, answer } = await hold(page, 'POST', list, (route) => route.abort());

    await chooseInMenu(page, item);
    const dialog = page.getByRole('dialog', { name });
    await dialog.getByLabel('Title').fill('Thought of for long');
    await dialog.getByRole('button', { name: action }).click();
    await made;
    await page.goBack();
    await onStartPage(page);
    answer();
    await dialog.getByText(`The session was left before ${before}.`).waitFor();
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Thought of for long');
    expect(await dialog.getByRole('button', { name: action }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(() => dialog.count(), SCREEN).toBe(0);
    expect(await count()).toBe(known);
  },
);

test('An address that asks for work which is not here says so, and leads to what is', async () => {
  const alice = await newPerson();
  const page = await alice.open('/?recover=nowhere1');
  await toastSays(page, 'The work that this address asks for is not on this device.');
  await addressIs(page, '');
  await page.getByRole('button', { name: 'What is kept here...' }).click();
  await page
    .getByRole('dialog', { name: 'Recover unsaved work' })
    .getByText('Nothing to recover')
    .waitFor();
});
