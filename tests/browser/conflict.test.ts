import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { setQuota } from '../support/quota.ts';
import { comeBack, contentOf, saveElsewhere } from './elsewhere.ts';
import { holdRequest } from './hold.ts';
import { look } from './look.ts';
import { contentWithNote, newPerson } from './people.ts';
import {
  BACKED_UP,
  chooseInMenu,
  edit,
  noteSays,
  SAVED,
  SCREEN,
  sessionIdOf,
  statusSays,
  toastSays,
  writeNote,
} from './workbench-steps.ts';

const dialogOn = (page: Page) => page.getByRole('dialog', { name: 'External changes detected' });

test('Changes of both sides are merged; where they overlap, one side is chosen and the other becomes a kept copy', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await edit(page, 'mine');
  await saveElsewhere(alice, id, { note: 'theirs', dashboard: 'Renamed elsewhere' });
  await comeBack(page);

  const dialog = dialogOn(page);
  await dialog.getByText('You saved version 2 of Shared').waitFor();
  const renamed = dialog.getByRole('row', { name: /^Dashboard/ });
  expect(await renamed.textContent()).toMatch(/not changed.*changed: 'Renamed elsewhere'$/);
  const merge = dialog.getByRole('button', { name: /^Merge both/ });
  expect(await merge.isDisabled()).toBe(true);
  await dialog.getByRole('radio', { name: /keep this page for Note/ }).check();
  await merge.click();

  await toastSays(page, 'Merged on this page, not saved yet. Check it, then save.');
  await noteSays(page, 'mine');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await toastSays(page, 'The merge is undone: the next save replaces version 2');
  expect(await page.getByText('Check it, then save.').count()).toBe(0);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await page.getByText('The merge is undone').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await toastSays(page, 'The merge is undone: the next save replaces version 3');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await statusSays(page, SAVED);
  await page.getByRole('button', { name: 'Renamed elsewhere', exact: true }).waitFor();
  const merged = await contentOf(alice, id);
  expect(merged).toContain('mine');
  expect(merged).toContain('Renamed elsewhere');
  expect(alice.errors()).toEqual([]);
});

test('After an even newer version was found, nothing is merged until that one is compared', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await edit(page, 'mine');
  await saveElsewhere(alice, id, { note: 'theirs' });
  await comeBack(page);
  const dialog = dialogOn(page);
  await dialog.getByRole('radio', { name: /keep this page for Note/ }).check();
  const merge = dialog.getByRole('button', { name: /^Merge both/ });
  expect(await merge.isDisabled()).toBe(false);

  const newer = await holdRequest(page, 'GET', `sessions/${id}`, (route) => route.continue());
  await saveElsewhere(alice, id, { note: 'theirs', dashboard: 'Renamed elsewhere' });
  await comeBack(page);
  await newer.made;
  await dialog.getByText('You saved version 3 of Shared').waitFor();
  expect(await merge.isDisabled()).toBe(true);
  newer.answer();
  await dialog.getByRole('row', { name: /^Dashboard.*Renamed elsewhere/ }).waitFor();
  await merge.click();
  await page.getByRole('button', { name: 'Renamed elsewhere', exact: true }).waitFor();
  expect(alice.errors()).toEqual([]);
});

test('A dashboard renamed on both sides is chosen by its two names', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await page.getByRole('button', { name: 'Dashboard 1', exact: true }).dblclick();
  await page.getByLabel('Name of the dashboard').fill('Rates');
  await page.keyboard.press('Enter');
  await statusSays(page, BACKED_UP);
  await saveElsewhere(alice, id, { note: 'common', dashboard: 'Production' });
  await comeBack(page);
  const dialog = dialogOn(page);
  await dialog.getByRole('radio', { name: /^changed: 'Rates'.*keep this page/ }).waitFor();
  await dialog.getByRole('radio', { name: /^changed: 'Production'.*keep the cloud/ }).check();
  await dialog.getByRole('button', { name: /^Merge both/ }).click();
  await page.getByRole('button', { name: 'Production', exact: true }).waitFor();
  expect(alice.errors()).toEqual([]);
});

test('Both sides can be viewed before choosing, and no choice is asked for what merges automatically', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await edit(page, '# Mine');
  await page.getByRole('button', { name: 'Add dashboard' }).click();
  await statusSays(page, BACKED_UP);
  const theirs: SessionContent = JSON.parse(await contentOf(alice, id));
  const added = { id: 'elsewhere', name: 'Added elsewhere', modules: [] };
  const dashboards = [...theirs.dashboards, added];
  const body = { content: JSON.stringify({ ...theirs, dashboards }) };
  await alice.api('update-session', { params: { id }, body });
  await saveElsewhere(alice, id, { note: '<img src=x onerror=alert(1)> theirs' });
  await comeBack(page);

  const dialog = dialogOn(page);
  const row = (name: string) => dialog.getByRole('row', { name: new RegExp(`^${name}`) });
  const cells = (name: string) => row(name).getByRole('cell').allTextContents();
  await row('Text').waitFor();
  expect(await cells('Text')).toEqual(['# Mine', '<img src=x onerror=alert(1)> theirs']);
  expect(await dialog.locator('img').count()).toBe(0);
  const note = dialog.getByRole('button', { name: "Note on 'Dashboard 1'" });
  await note.click();
  await row('Text').waitFor({ state: 'detached' });
  expect(await note.getAttribute('aria-expanded')).toBe('false');

  const order = 'Order of dashboards and ensembles';
  await row(order).getByText('A merge combines both.').waitFor();
  await dialog.getByRole('button', { name: order }).click();
  await expect
    .poll(() => cells('Order of dashboards Dashboard 1'), SCREEN)
    .toEqual(['Dashboard 1, Dashboard 2', 'Dashboard 1, Added elsewhere']);
  await dialog.getByRole('button', { name: "Dashboard 'Added elsewhere'" }).click();
  await expect.poll(() => cells('Name'), SCREEN).toEqual(['none', 'Added elsewhere']);

  // Only the note needs a choice.
  expect(await dialog.getByRole('radio').count()).toBe(2);
  await dialog.getByRole('radio', { name: /keep the cloud for Note/ }).check();
  await dialog.getByRole('button', { name: /^Merge both/ }).click();
  await toastSays(page, 'Merged on this page, not saved yet. Check it, then save.');
  await page.getByRole('button', { name: 'Added elsewhere', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Dashboard 1 has cards from the merge' }).click();
  await noteSays(page, 'theirs');
  const mark = page.getByText('From the merge', { exact: true });
  expect(await mark.count()).toBe(1);
  await page.locator('.note-markdown').click();
  await mark.waitFor({ state: 'detached' });

  // A message that says "not saved yet" goes with the save; the pointer keeps it from going by itself.
  const message = page.getByText('Check it, then save.');
  await message.hover();
  await page.keyboard.press('Control+s');
  await message.waitFor({ state: 'detached' });
  expect(alice.errors()).toEqual([]);
});

test('A postponed conflict leaves a banner and asks again at the next save; the overwritten version can be opened', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await edit(page, 'mine');
  await saveElsewhere(alice, id, { note: 'theirs' });
  for (let poll = 0; poll < 5; poll += 1) await comeBack(page);
  const dialog = dialogOn(page);
  await dialog.getByRole('button', { name: /^Not now/ }).click();
  await dialog.waitFor({ state: 'detached' });
  for (let poll = 0; poll < 5; poll += 1) await comeBack(page);
  await page.getByText('External changes detected.').waitFor();
  expect(await dialog.count()).toBe(0);

  await page.keyboard.press('Control+s');
  await dialog.getByRole('button', { name: /^Save mine over it/ }).click();
  await toastSays(page, 'Saved over the other version');
  await statusSays(page, SAVED);
  expect(await contentOf(alice, id)).toContain('mine');

  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  const kept = page.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await kept.getByText('Version 2 from the cloud').waitFor();
  await kept.getByText(/made today [\d:]+, kept until \w+ \d+, \d{4}, \d+ (bytes|KB)$/).waitFor();
  await kept.getByRole('button', { name: 'Open Shared' }).click();
  await noteSays(page, 'theirs');
  await statusSays(page, BACKED_UP);
  expect(new URL(page.url()).search).toBe('');
});

test('On a page without changes a conflict is only a banner until the user saves or compares', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await saveElsewhere(alice, id, { note: 'theirs' });
  await comeBack(page);
  await page.getByText('A newer version of this session was saved elsewhere').waitFor();
  const dialog = dialogOn(page);
  expect(await dialog.count()).toBe(0);
  await page.getByRole('button', { name: 'Compare...' }).click();
  await dialog.getByText('without changes of its own').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await writeNote(page, 'mine');
  await statusSays(page, /^External changes detected; backed up/);
  expect(await dialog.count()).toBe(0);
  await page.keyboard.press('Control+s');
  await dialog.getByRole('button', { name: /^Load version 2/ }).click();
  await noteSays(page, 'theirs');
  await statusSays(page, SAVED);
});

test('Theirs is loaded and mine becomes a kept copy, or mine is saved as a copy and theirs stays', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await edit(page, 'mine, to be kept');
  await saveElsewhere(alice, id, { note: 'theirs' });
  await comeBack(page);
  await dialogOn(page)
    .getByRole('button', { name: /^Load version 2/ })
    .click();
  await noteSays(page, 'theirs');
  await statusSays(page, SAVED);

  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  const kept = page.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await kept.getByText('Your changes to version 1').waitFor();
  await kept.getByRole('button', { name: 'Delete Shared...' }).click();
  const question = page.getByRole('dialog', { name: 'Delete "Shared"?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await kept.getByRole('button', { name: 'Delete Shared...' }).click();
  await question.getByText('Your changes to version 1').waitFor();
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await kept.getByText('No kept copies').waitFor();
  expect(await kept.locator(':focus').count()).toBe(1);
  await page.keyboard.press('Escape');

  await edit(page, 'mine again');
  await saveElsewhere(alice, id, { note: 'theirs again' });
  await comeBack(page);
  await dialogOn(page)
    .getByRole('button', { name: /^Save mine as a copy/ })
    .click();
  await toastSays(page, 'Saved as a separate session');
  await expect.poll(() => sessionIdOf(page), SCREEN).not.toBe(id);
  expect(await contentOf(alice, sessionIdOf(page))).toContain('mine again');
  expect(await contentOf(alice, id)).toContain('theirs again');
});

test('A version that cannot be read here is neither merged nor loaded: mine is saved as a copy, or overwrites it', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await edit(page, 'mine');
  const content = JSON.stringify({ ...JSON.parse(await contentOf(alice, id)), unknown: 1 });
  expect((await alice.api('update-session', { params: { id }, body: { content } })).status).toBe(
    200,
  );
  await comeBack(page);

  const dialog = dialogOn(page);
  const choice = (name: RegExp) => dialog.getByRole('button', { name });
  await dialog.getByText('Its data is not valid').waitFor();
  for (const name of [/^Merge both/, /^Load version 2/]) {
    expect(await choice(name).isDisabled()).toBe(true);
    expect(await choice(name).textContent()).toContain('cannot be read here');
  }
  await choice(/^Save mine as a copy/).click();
  await toastSays(page, 'Saved as a separate session');
  expect(await contentOf(alice, sessionIdOf(page))).toContain('mine');
  expect(await contentOf(alice, id)).toBe(content);

  const again = await alice.open(`/?session=${sessionIdOf(page)}`);
  const copy = sessionIdOf(again);
  await edit(again, 'mine again');
  await alice.api('update-session', { params: { id: copy }, body: { content } });
  await comeBack(again);
  await dialogOn(again)
    .getByRole('button', { name: /^Save mine over it/ })
    .click();
  await toastSays(again, 'Saved over the other version');
  expect(await contentOf(alice, copy)).toContain('mine again');
});

test('A session renamed in a list while it is open is saved under its new name, without a conflict', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Before', 'one');
  await page.keyboard.press('Control+o');
  const list = page.getByRole('dialog');
  await list.getByRole('button', { name: 'Rename Before' }).click();
  await list.getByLabel('New title of Before').fill('After');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'After', level: 1 }).waitFor();
  await page.keyboard.press('Escape');
  await edit(page, 'two');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  expect(await contentOf(alice, id)).toContain('two');
  const { body } = await alice.api('get-session', { params: { id } });
  expect(body.metadata).toMatchObject({ title: 'After', version: 3 });
});

test('A session deleted elsewhere stays complete on this page and can be saved as a new one', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Deleted', 'still here');
  await alice.api('delete-session', { params: { id } });
  await comeBack(page);
  await page.getByText('This session was deleted from the cloud.').waitFor();
  await noteSays(page, 'still here');
  await page.getByRole('button', { name: 'Save as a new session...' }).click();
  await saveAsNew(page);
  await statusSays(page, SAVED);
  expect(sessionIdOf(page)).not.toBe(id);
  expect(await contentOf(alice, sessionIdOf(page))).toContain('still here');

  await alice.api('delete-session', { params: { id: sessionIdOf(page) } });
  await edit(page, 'not in the cloud');
  await page.keyboard.press('Control+s');
  const problem = page.getByRole('dialog', { name: 'It no longer exists' });
  await problem.getByText('it was probably deleted. Your work is kept on this device.').waitFor();
  await problem.getByRole('button', { name: 'Save as a new session...' }).click();
  await saveAsNew(page);
  await statusSays(page, SAVED);
  expect(await contentOf(alice, sessionIdOf(page))).toContain('not in the cloud');
});

async function saveAsNew(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Save session' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
}

test('With no space left on the device, a choice that needs space says so and names one that works', async () => {
  const alice = await newPerson();
  await setQuota(alice.context, inject('stack').url, 1);
  const content = JSON.stringify(contentWithNote('common'));
  const { body: id } = await alice.api('create-session', { body: { title: 'Full', content } });
  const page = await alice.open(`/?session=${id}`);
  await edit(page, 'mine', /^NOT backed up: this device has no space left$/);
  await saveElsewhere(alice, id, { note: 'theirs' });
  await page.keyboard.press('Control+s');

  const dialog = dialogOn(page);
  for (const choice of [/^Load version 2/, /^Save mine over it/]) {
    await dialog.getByRole('button', { name: choice }).click();
    await dialog.getByText('"Save mine as a copy" still works').waitFor();
    expect(await dialog.textContent()).not.toMatch(/Quota|Error/);
    await noteSays(page, 'mine');
  }
  await look(page, 'conflict without space');
  await dialog.getByRole('button', { name: /^Save mine as a copy/ }).click();
  await toastSays(page, 'Saved as a separate session');
  await expect.poll(() => new URL(page.url()).search, SCREEN).not.toContain(id);
  const [own, other] = await Promise.all([
    contentOf(alice, sessionIdOf(page)),
    contentOf(alice, id),
  ]);
  expect(own).toContain('mine');
  expect(other).toContain('theirs');
});
