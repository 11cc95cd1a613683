/** Back leads away from a session with an open dialog, or while the session is being saved. */
import { expect, test } from 'vitest';
import { comeBack, contentOf, saveElsewhere } from './elsewhere.ts';
import { holdRequest } from './hold.ts';
import { openManagement } from './management-steps.ts';
import { newPerson } from './people.ts';
import { problemAnswer } from './problem-answer.ts';
import {
  addressIs,
  beginSaved,
  chooseInMenu,
  edit,
  noteSays,
  onStartPage,
  SCREEN,
  toastSays,
} from './workbench-steps.ts';

test('Back under a dialog of the session closes both, and nothing of another session is saved', async () => {
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

test('Back under the question of a failed save or a conflict closes it completely', async () => {
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
  await page
    .getByRole('dialog', { name: 'Recover unsaved changes?' })
    .getByRole('button', { name: 'Recover changes' })
    .click();
  await noteSays(page, 'not to be saved');
  await saveElsewhere(alice, id, { note: 'saved elsewhere' });
  await comeBack(page);
  const conflict = page.getByRole('dialog', { name: 'External changes detected' });
  await conflict.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: 'Compare and choose...' }).click();
  await conflict.getByText('Comparing the two...').waitFor({ state: 'hidden' });
  const { made, answer } = await holdRequest(page, 'GET', `sessions/${id}`, (route) =>
    route.continue(),
  );
  await conflict.getByRole('button', { name: /^Save mine over it/ }).click();
  await made;
  await page.goBack();
  await onStartPage(page);
  answer();
  await toastSays(page, 'The session was closed before this was done.');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await contentOf(alice, id)).toContain('saved elsewhere');
});

test('A save that finishes after Back adds no history entry', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const id = await beginSaved(page, 'Left', 'in the cloud');
  const entries = await page.evaluate(() => history.length);
  const { made, answer } = await holdRequest(page, 'POST', 'sessions', (route) => route.continue());
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
  'A user who leaves a session before $before is told so, and keeps the typed text',
  async ({ item, name, action, before, list }) => {
    const alice = await newPerson();
    const page = await alice.open();
    await beginSaved(page, 'Left', 'in the cloud');
    const count = async () => (await alice.api(`list-${list}`, {})).body.items.length;
    const known = await count();
    const { made, answer } = await holdRequest(page, 'POST', list, (route) => route.abort());

    await chooseInMenu(page, item);
    const dialog = page.getByRole('dialog', { name });
    await dialog.getByLabel('Title').fill('Thought of for long');
    await dialog.getByRole('button', { name: action }).click();
    await made;
    await page.goBack();
    await onStartPage(page);
    answer();
    await dialog.getByText(`The session was closed before ${before}.`).waitFor();
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Thought of for long');
    expect(await dialog.getByRole('button', { name: action }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(() => dialog.count(), SCREEN).toBe(0);
    expect(await count()).toBe(known);
  },
);
