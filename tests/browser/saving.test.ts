import { expect, inject, test } from 'vitest';
import { setQuota } from '../support/quota.ts';
import { saveElsewhere } from './elsewhere.ts';
import { contentWithNote, newPerson } from './people.ts';
import { problemAnswer } from './problem-answer.ts';
import {
  BACKED_UP,
  beginSession,
  chooseInMenu,
  edit,
  isFocused,
  noteSays,
  SAVED,
  SCREEN,
  saveFirst,
  sessionIdOf,
  statusSays,
  toastSays,
  writeNote,
} from './workbench-steps.ts';

const SESSIONS = '**/api/persistence/sessions/*';

test('The first save asks for a title, and closing the dialog returns the focus', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  await edit(page, 'a note');

  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  const dialog = page.getByRole('dialog', { name: 'Save session' });
  const title = dialog.getByLabel('Title');
  await title.waitFor();
  expect(await isFocused(title)).toBe(true);
  await title.fill('  ');
  await page.keyboard.press('Enter');
  await dialog.getByText('Enter a title, so that you can find it again.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard it' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await isFocused(save)).toBe(true);

  await page.keyboard.press('Control+s');
  await dialog.getByLabel('Description (optional)').fill('North');
  await title.fill('Field study');
  await title.press('Enter');
  await toastSays(page, 'Session saved successfully');
  await statusSays(page, SAVED);
  const saved = await alice.api('get-session', { params: { id: sessionIdOf(page) } });
  expect(saved.body.metadata).toMatchObject({ title: 'Field study', description: 'North' });
  expect(alice.errors()).toEqual([]);
});

test('A copy becomes a separate session, and the original stays as it was saved', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Original', 'first');
  await edit(page, 'second');

  await chooseInMenu(page, 'Save as a new session...');
  const dialog = page.getByRole('dialog', { name: 'Save as a new session' });
  expect(await dialog.getByLabel('Title').inputValue()).toBe('Original (copy)');
  const selected = () => page.evaluate(() => getSelection()?.toString());
  await expect.poll(selected, SCREEN).toBe('Original (copy)');
  await dialog.getByRole('button', { name: 'Save as new' }).click();
  await statusSays(page, SAVED);
  await expect.poll(() => sessionIdOf(page), SCREEN).not.toBe(id);

  const original = await alice.api('get-session', { params: { id } });
  expect(original.body.metadata).toMatchObject({ title: 'Original', version: 1 });
  expect(original.body.content).toContain('first');
  const copy = await alice.api('get-session', { params: { id: sessionIdOf(page) } });
  expect(copy.body.content).toContain('second');
});

test('Title and description change in the open session and are saved with the next save', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Before', 'a note');

  await page.getByRole('button', { name: 'Edit title and description' }).click();
  const dialog = page.getByRole('dialog', { name: 'Title and description' });
  await dialog.getByLabel('Title').fill('After');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await statusSays(page, BACKED_UP);
  await expect.poll(() => page.title(), SCREEN).toBe('● After - Holdfast');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  const saved = await alice.api('get-session-metadata', { params: { id } });
  expect(saved.body).toMatchObject({ title: 'After', version: 2 });
});

test('A form writes only the fields changed in it, and keeps what another page has changed meanwhile', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Before', 'a note');
  await page.getByRole('button', { name: 'Edit title and description' }).click();
  const dialog = page.getByRole('dialog', { name: 'Title and description' });
  await dialog.getByLabel('Description (optional)').fill('mine');
  const params = { session_id: id };
  await alice.api('update-session', { params, body: { title: 'From another page' } });
  await expect.poll(() => page.title(), SCREEN).toContain('From another page');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await statusSays(page, BACKED_UP);
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  const saved = await alice.api('get-session-metadata', { params });
  expect(saved.body).toMatchObject({ title: 'From another page', description: 'mine' });
});

test('During a long save the screen says so, and an edit made meanwhile stays unsaved', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Slow', 'first');
  await edit(page, 'second');

  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(SESSIONS, async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  await page.keyboard.press('Control+s');
  await statusSays(page, /^Saving\.\.\.$/);
  await page.locator('.shell-commands .ui-spinner').waitFor();
  await writeNote(page, 'third');
  release();
  // No message says "saved" beside a status that says "unsaved".
  await statusSays(page, BACKED_UP);
  expect(await page.getByText('Session saved successfully').count()).toBe(0);
  const saved = await alice.api('get-session', { params: { id } });
  expect(saved.body.content).toContain('second');
  expect(saved.body.content).not.toContain('third');
});

test('A failed save says why and what helps, and the work stays backed up', async () => {
  const alice = await newPerson();
  const { page } = await alice.openSaved('Failing', 'first');
  await edit(page, 'second');

  for (const { title, says, ...problem } of failures) {
    await page.route(SESSIONS, (route) =>
      route.request().method() === 'PUT' ? route.fulfill(problemAnswer(problem)) : route.continue(),
    );
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog', { name: title });
    for (const words of says) await dialog.getByText(words).waitFor();
    await dialog.getByText('Your work is kept on this device.').waitFor();
    await page.unroute(SESSIONS);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
});

const failures = [
  {
    status: 413,
    size: { bytes: 2_400_000, maxBytes: 1_900_000 },
    title: 'It is too large for the cloud',
    says: ['It would take 2.4 MB; the limit is 1.9 MB.', "Note on 'Dashboard 1'"],
  },
  {
    status: 400,
    issues: [{ path: 'title', message: 'A title is a text.' }],
    title: 'The server did not accept the request',
    says: ['A title is a text.'],
  },
  {
    status: 500,
    title: 'Something went wrong on the server',
    says: ['quote the trace id trace-1'],
  },
];

test('Leaving is stopped only for work that this device could not keep; it can be downloaded and saved', async () => {
  const alice = await newPerson();
  await setQuota(alice.context, inject('stack').url, 1);
  const page = await alice.open();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await beginSession(page);
  await writeNote(page, 'nowhere but here');
  await statusSays(page, /^NOT backed up: this device has no space left$/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  expect((await download).suggestedFilename()).toMatch(/\.holdfast$/);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked, SCREEN).toEqual(['beforeunload']);

  await page.getByRole('link', { name: 'Holdfast' }).click();
  const leaving = page.getByRole('dialog', { name: 'Leave without the latest changes?' });
  await leaving.getByRole('button', { name: 'Stay' }).click();
  await noteSays(page, 'nowhere but here');
  await page.goBack();
  await leaving.getByRole('button', { name: 'Stay' }).click();
  await noteSays(page, 'nowhere but here');

  await saveFirst(page, 'No room');
  await page.reload();
  await noteSays(page, 'nowhere but here');
  expect(asked).toEqual(['beforeunload']);
});

test('Revert shows the last saved version again, and the changed and typed text is a kept copy', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Study', 'in the cloud');
  const item = 'Revert to the last saved version';
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  expect(await page.getByRole('menuitem', { name: item }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await edit(page, 'only here');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByLabel('Percentiles').fill('5, 5x');
  await statusSays(page, BACKED_UP);
  await chooseInMenu(page, item);
  await toastSays(page, 'This page shows the last saved version.');
  await noteSays(page, 'in the cloud');
  expect(await page.getByLabel('Percentiles').inputValue()).not.toContain('5x');
  await statusSays(page, SAVED);
  await page.reload();
  await noteSays(page, 'in the cloud');
  await statusSays(page, SAVED);

  await edit(page, 'changed once more');
  await saveElsewhere(alice, id, { note: 'saved elsewhere' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('revert');
  await page.keyboard.press('Enter');
  await noteSays(page, 'saved elsewhere');
  await statusSays(page, SAVED);

  await page.locator('.ui-toast:visible').getByRole('button', { name: 'Kept copies...' }).click();
  const copies = page.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await expect.poll(() => copies.getByRole('listitem').count(), SCREEN).toBe(2);
  const typed = copies.getByRole('listitem').filter({ hasText: 'with what was typed' });
  await typed.getByRole('button', { name: 'Open Study' }).click();
  await noteSays(page, 'only here');
  await statusSays(page, BACKED_UP);
  expect(new URL(page.url()).search).toBe('');
  const settings = page.getByRole('complementary', { name: 'Settings' });
  if (!(await settings.isVisible()))
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect.poll(() => page.getByLabel('Percentiles').inputValue(), SCREEN).toBe('5, 5x');
  expect(alice.errors()).toEqual([]);
});

test('A changed word sends less than 2 KB, however large the session is', async () => {
  const alice = await newPerson();
  const content = contentWithNote('first');
  const [dashboard] = content.dashboards;
  const [note] = dashboard?.modules ?? [];
  if (!dashboard || !note) throw new Error('The template has a note.');
  const more = Array.from({ length: 49 }, (_, board) => ({
    ...dashboard,
    id: `board-${board}`,
    modules: Array.from({ length: 20 }, (_, at) => {
      const text = `The text of note ${at}. ${Math.random()} `.repeat(10);
      return { ...note, id: `note-${board}-${at}`, settings: { text } };
    }),
  }));
  const large = JSON.stringify({ ...content, dashboards: [dashboard, ...more] });
  const { body: id } = await alice.api('create-session', {
    body: { title: 'Large', content: large },
  });
  const page = await alice.open(`/?session=${id}`);
  await noteSays(page, 'first');
  // The page writes JSON in an order of its own; after that the server has its text.
  await edit(page, 'one word');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);

  const sizes: number[] = [];
  page.on('request', async (request) => {
    if (request.method() !== 'PUT') return;
    const { requestBodySize, requestHeadersSize } = await request.sizes();
    sizes.push(requestBodySize + requestHeadersSize);
  });
  await edit(page, 'another word');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  await expect.poll(() => sizes.length, SCREEN).toBe(1);
  expect(sizes[0]).toBeLessThan(2_000);
  const saved = await alice.api('get-session', { params: { id } });
  expect(saved.body.metadata).toMatchObject({ version: 3 });
  expect(saved.body.content).toContain('another word');
  expect(saved.body.metadata.contentBytes).toBeGreaterThan(400_000);
});
