import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { comeBack } from './elsewhere.ts';
import { look } from './look.ts';
import { newPerson } from './people.ts';
import {
  BACKED_UP,
  beginSession,
  chooseInMenu,
  edit,
  noteSays,
  onStartPage,
  SAVED,
  SCREEN,
  sessionIdOf,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

const askingDialog = (page: Page) => page.getByRole('dialog', { name: 'Recover unsaved changes?' });

test('Unsaved changes to the session in the address are offered until they are discarded', async () => {
  const alice = await newPerson();
  const { page: first, id } = await alice.openSaved('Study', 'in the cloud');
  await edit(first, 'only here');
  await first.close();

  const page = await alice.open(`/?session=${id}`);
  const dialog = askingDialog(page);
  await dialog.getByText('The changes are based on version 1').waitFor();
  await dialog.getByText('Dashboard 1').waitFor();
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await noteSays(page, 'in the cloud');
  await statusSays(page, SAVED);
  await page.close();

  const again = await alice.open(`/?session=${id}`);
  const discard = askingDialog(again).getByRole('button', { name: 'Discard changes...' });
  const question = again.getByRole('dialog', { name: 'Discard the changes?' });
  await discard.click();
  await question.getByText('The session stays in the cloud as it was last saved.').waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await discard.click();
  await question.getByRole('button', { name: 'Discard', exact: true }).click();
  await noteSays(again, 'in the cloud');
  await statusSays(again, SAVED);
  await again.close();

  const last = await alice.open(`/?session=${id}`);
  await noteSays(last, 'in the cloud');
  expect(await last.getByRole('dialog').count()).toBe(0);
  expect(alice.errors()).toEqual([]);
});

test('All unsaved work is offered in a table: to recover here or in a new tab, to discard, or to leave for later', async () => {
  const alice = await newPerson();
  const { page: first, id } = await alice.openSaved('Saved once', 'in the cloud');
  await edit(first, 'changed since');
  await first.close();
  for (const note of ['never saved', 'to be discarded']) {
    const page = await alice.open();
    await page.getByRole('button', { name: 'Not now' }).click();
    await beginSession(page);
    await edit(page, note);
    await page.close();
  }

  const page = await alice.open();
  const dialog = page.getByRole('dialog', { name: 'Recover unsaved work' });
  const rows = dialog.locator('tbody tr');
  await expect.poll(() => rows.count(), SCREEN).toBe(3);
  const savedOnce = rows.filter({ hasText: 'Saved once' });
  await expect
    .poll(() => savedOnce.textContent(), SCREEN)
    .toMatch(/Dashboard 1.*Note.*today.*version 1/);
  expect(await rows.filter({ hasText: 'Never saved' }).count()).toBe(2);

  await dialog.getByRole('button', { name: 'Not now' }).click();
  await onStartPage(page);
  await page.getByText('3 sessions with unsaved changes are kept on this device.').waitFor();
  await page.getByRole('button', { name: 'Recover unsaved work...' }).click();

  await rows
    .first()
    .getByRole('button', { name: /^Discard/ })
    .click();
  const question = page.getByRole('dialog', { name: 'Discard the changes?' });
  await question.getByText('(never saved as far as this device knows)').waitFor();
  expect(await question.getByText('in the cloud').count()).toBe(0);
  await question.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect.poll(() => rows.count(), SCREEN).toBe(2);

  const opened = alice.context.waitForEvent('page');
  await rows
    .filter({ hasText: 'Never saved' })
    .getByRole('button', { name: /in a new tab$/ })
    .click();
  await noteSays(await opened, 'never saved');

  await savedOnce.getByRole('button', { name: 'Recover Saved once', exact: true }).click();
  await noteSays(page, 'changed since');
  expect(sessionIdOf(page)).toBe(id);
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  expect(alice.errors()).toEqual([]);
});

test('Two unsaved states of one session are shown together with their differences, and can be merged into one', async () => {
  const alice = await newPerson();
  const { page: first, id } = await alice.openSaved('Study', 'in the cloud');
  const second = await alice.open(`/?session=${id}`);
  await noteSays(second, 'in the cloud');
  await first.getByRole('button', { name: 'Add dashboard' }).click();
  const typeIn = async (tab: Page, text: string) => {
    await tab.getByRole('button', { name: 'Settings', exact: true }).click();
    await tab.getByLabel('Percentiles').fill(text);
  };
  await typeIn(first, '5, 5x');
  await first.getByRole('button', { name: 'Annotations', exact: true }).click();
  await first.getByRole('button', { name: 'Date marker' }).click();
  await first.getByLabel('Name', { exact: true }).fill('Not confirmed');
  await statusSays(first, BACKED_UP);
  await first.close();
  // The dialog tells the two states apart by their seconds.
  const secondOf = () => Math.floor(Date.now() / 1_000);
  const closedAt = secondOf();
  await expect.poll(secondOf).toBeGreaterThan(closedAt);
  await edit(second, 'changed in the second tab');
  await typeIn(second, '7, 7x');
  await statusSays(second, BACKED_UP);
  await second.close();

  const start = await alice.open();
  await start.getByRole('button', { name: 'Not now' }).click();
  await start.getByText('1 session with unsaved changes is kept on this device.').waitFor();
  const drafts = start.getByRole('region', { name: 'Unsaved work' });
  expect(await drafts.getByRole('button', { name: 'Recover Study' }).count()).toBe(1);
  await start.close();

  const page = await alice.open(`/?session=${id}`);
  const dialog = page.getByRole('dialog', { name: 'Recover unsaved work' });
  const group = dialog.locator('tbody').filter({ hasText: 'The newest of several' });
  await expect.poll(() => group.locator('tr').count(), SCREEN).toBe(2);
  await group.getByText('An older state of the same session.').waitFor();
  await group.getByText('Dashboard 2').waitFor();
  await look(page, 'two unsaved states of one session');
  await group.getByRole('button', { name: 'Compare Study with the newest' }).click();
  const comparing = page.getByRole('dialog', { name: 'Two unsaved states of "Study"' });
  await comparing.getByText("Dashboard 'Dashboard 2'").waitFor();
  await comparing.getByText("Note on 'Dashboard 1'").waitFor();
  await comparing.getByText('in the older one is carried over').waitFor();
  await comparing.getByText('The newer one has other text in "Percentiles"').waitFor();
  const said = await comparing.getByText('The newer one is from').textContent();
  const [, newer, older] = /is from (.*), the older one from (.*?)\. /.exec(said ?? '') ?? [];
  // Mostly within one minute.
  expect(newer).toMatch(/^(today|yesterday) \d\d:\d\d/);
  expect(older).not.toBe(newer);
  await look(page, 'two unsaved states compared');
  await comparing.getByRole('button', { name: 'Merge and open' }).click();
  await toastSays(page, 'Merged, and not saved yet. The older state is among the kept copies.');
  await noteSays(page, 'changed in the second tab');
  await page.getByRole('button', { name: 'Dashboard 2', exact: true }).waitFor();
  await expect.poll(() => page.getByLabel('Percentiles').inputValue(), SCREEN).toBe('7, 7x');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const marker = page.getByLabel('Name', { exact: true });
  await expect.poll(() => marker.inputValue(), SCREEN).toBe('Not confirmed');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  await page.goto(new URL('/', page.url()).href);
  await onStartPage(page);
  expect(await page.getByText('with unsaved changes').count()).toBe(0);
  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  await page.getByText(/with what was typed in .*"Percentiles"/).waitFor();
  await page.getByRole('button', { name: 'Open Study' }).click();
  const settings = page.getByRole('button', { name: 'Settings', exact: true });
  await settings.click();
  await expect.poll(() => page.getByLabel('Percentiles').inputValue(), SCREEN).toBe('5, 5x');
  expect(alice.errors()).toEqual([]);
});

test('Undo and redo survive a reload of the tab, and end with the session', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Study', 'in the cloud');
  await edit(page, 'written before the reload');
  await page.getByRole('button', { name: 'Add dashboard' }).click();
  await page.getByRole('button', { name: 'Dashboard 2', exact: true }).waitFor();
  await page.reload();
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const tab = page.getByRole('button', { name: 'Dashboard 2', exact: true });
  await tab.waitFor();
  await undo.click();
  await tab.waitFor({ state: 'detached' });
  await noteSays(page, 'written before the reload');
  await undo.click();
  await noteSays(page, 'in the cloud');
  await statusSays(page, SAVED);
  await page.reload();
  await noteSays(page, 'in the cloud');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await noteSays(page, 'written before the reload');
  await statusSays(page, BACKED_UP);
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  await page.getByTitle('Start page').click();
  await onStartPage(page);
  await page.goto(new URL(`/?session=${id}`, page.url()).href);
  await noteSays(page, 'written before the reload');
  expect(await undo.isDisabled()).toBe(true);
  expect(alice.errors()).toEqual([]);
});

test('A first save without an answer is looked up in the cloud before the work counts as never saved', async () => {
  const alice = await newPerson();
  const first = await alice.open();
  await beginSession(first);
  await edit(first, 'sent and not answered');
  const arrived = Promise.withResolvers<void>();
  await first.route('**/api/persistence/sessions', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    arrived.resolve();
  });
  await first.keyboard.press('Control+s');
  const saving = first.getByRole('dialog', { name: 'Save session' });
  await saving.getByLabel('Title').fill('Landed');
  await saving.getByRole('button', { name: 'Save', exact: true }).click();
  await arrived.promise;
  await first.close();
  const page = await alice.open();
  await page.getByText('version 1, but the response was lost').waitFor();
  expect(await page.getByText('Never saved').count()).toBe(0);
});

test('The table says when a session was created in the cloud, not when its unsaved changes began', async () => {
  const alice = await newPerson();
  const { page: maker, id } = await alice.openSaved('Of old', 'first');
  await maker.close();
  await alice.context.route(`**/api/persistence/sessions/${id}`, async (route) => {
    const response = await route.fetch();
    const { metadata, content } = await response.json();
    const json = { metadata: { ...metadata, createdAt: '2020-01-05T10:00:00.000Z' }, content };
    await route.fulfill({ response, json });
  });
  const first = await alice.open(`/?session=${id}`);
  await edit(first, 'changed today');
  await first.close();
  const page = await alice.open();
  const row = page.getByRole('dialog').locator('tbody tr');
  await expect
    .poll(() => row.locator('[data-label="Created"]').textContent(), SCREEN)
    .toMatch(/^Jan 5, 2020/);
});

test('The start page notices that a tab with unsaved work was closed, once its own tab is active again', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  const other = await alice.open();
  await beginSession(other);
  await edit(other, 'left behind');
  await comeBack(page);
  expect(await page.getByText('with unsaved changes').count()).toBe(0);
  await other.close();
  await expect
    .poll(async () => {
      await comeBack(page);
      return page.getByText('1 session with unsaved changes is kept on this device.').count();
    }, SCREEN)
    .toBe(1);
});

test('Unsaved changes are not offered if the same was saved from another tab since', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Twice', 'first');
  await edit(page, 'typed twice');
  const other = await alice.open();
  await page.close();
  await other.goto(new URL(`/?session=${id}`, other.url()).href);
  await other.getByRole('dialog').getByRole('button', { name: 'Not now' }).click();
  await edit(other, 'typed twice');
  await other.keyboard.press('Control+s');
  await statusSays(other, SAVED);
  await other.goto(new URL('/', other.url()).href);
  await onStartPage(other);
  await expect.poll(() => other.getByRole('dialog').count(), SCREEN).toBe(0);
  expect(await other.getByText('with unsaved changes').count()).toBe(0);
  const next = await alice.open(`/?session=${id}`);
  await noteSays(next, 'typed twice');
  await statusSays(next, SAVED);
  expect(await next.getByRole('dialog').count()).toBe(0);
});
