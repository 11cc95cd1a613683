import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { axeFindings } from '../support/axe.ts';
import { comeBack, saveElsewhere } from './elsewhere.ts';
import { hold } from './hold.ts';
import { newPerson } from './people.ts';
import {
  BACKED_UP,
  beginSaved,
  beginSession,
  edit,
  isFocused,
  noteSays,
  onStartPage,
  SAVED,
  SCREEN,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

const PHONE = { width: 390, height: 844 };

const content = JSON.stringify(contentFrom('field-overview'));
const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);
const openTab = (page: Page) => page.locator('[aria-current=page]');

test('What is typed before the code of the palette has arrived is searched for, and stays out of the note', async () => {
  const alice = await newPerson();
  const { page } = await alice.openSaved('Plans', 'as written');
  await page.getByRole('button', { name: 'Edit note' }).click();
  const note = page.getByLabel('Text of the note, in Markdown');
  await note.focus();
  const release = await hold(page, /\/assets\/opened-dialogs-.+\.js$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('add N');
  release();
  const search = page.getByRole('combobox', { name: 'Search' });
  await expect.poll(() => isFocused(search), SCREEN).toBe(true);
  await page.keyboard.type('ote');
  expect(await search.inputValue()).toBe('add Note');
  await page.keyboard.press('Escape');
  expect(await note.inputValue()).toBe('as written');
  await page.keyboard.press('Control+k');
  expect(await search.inputValue()).toBe('');
});

test('The palette finds commands, dashboards, cards and sessions, with the keyboard alone', async () => {
  const alice = await newPerson();
  await alice.api('create-session', { body: { title: 'Another study', content } });
  const page = await alice.open();
  await onStartPage(page);
  await page.getByRole('button', { name: /^Field overview/ }).click();
  await page.getByRole('article').first().waitFor();
  const find = async (words: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search' }).fill(words);
  };

  await find('uncert dash');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => openTab(page).textContent(), SCREEN).toBe('Uncertainty');
  await find('fwct');
  await page.keyboard.press('Enter');
  await expect.poll(() => openTab(page).textContent(), SCREEN).toBe('Production');
  const card = page.getByRole('article', { name: 'FWCT, time series' });
  await expect.poll(() => isFocused(card.getByRole('button').first()), SCREEN).toBe(true);

  await find('theme');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => themeOf(page), SCREEN).toBe('dark');
  await find('nothing like this');
  await page.getByText('Nothing found.').waitFor();
  await page.keyboard.press('Escape');
  await find('annotations');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Annotations' }).waitFor();
  await find('add note');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('article', { name: 'Note' }).count(), SCREEN).toBe(2);
  await find('add dashboard');
  await page.keyboard.press('Enter');
  await expect.poll(() => openTab(page).textContent(), SCREEN).toBe('Dashboard 3');
  await find('trash');
  await page.keyboard.press('Enter');
  const trash = page.getByRole('tab', { name: 'Trash' });
  await expect.poll(() => trash.getAttribute('aria-selected'), SCREEN).toBe('true');
  await page.keyboard.press('Escape');
  await find('dates iso');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  const iso = page.getByRole('menuitemradio', { name: /^ISO/ });
  await expect.poll(() => iso.getAttribute('aria-checked'), SCREEN).toBe('true');
  await page.keyboard.press('Escape');
  await find('another study');
  await page.getByRole('option', { name: /Another study/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Another study', level: 1 }).waitFor();
  expect(alice.errors()).toEqual([]);
});

test('However often Escape is pressed, typed text is discarded only by the button that says so', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  await page.keyboard.press('Control+s');
  const text = page.getByRole('dialog').getByLabel('Description');
  await text.fill('What took a while to write');
  const discard = page.getByRole('button', { name: 'Discard it' });
  for (const isAsked of [true, false, true, false, true]) {
    await page.keyboard.press('Escape');
    await expect.poll(() => discard.count(), SCREEN).toBe(isAsked ? 1 : 0);
    expect(await text.inputValue()).toBe('What took a while to write');
  }
  await discard.click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(alice.errors()).toEqual([]);
});

test('The theme is a personal setting: changing it changes nothing in the session', async () => {
  const alice = await newPerson();
  const { page } = await alice.openSaved('Study', 'as it was');
  const undo = page.getByRole('button', { name: 'Undo' });
  const before = await undo.getAttribute('title');
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(() => themeOf(page), SCREEN).toBe('dark');
  await statusSays(page, SAVED);
  expect(await undo.getAttribute('title')).toBe(before);
  await page.reload();
  await noteSays(page, 'as it was');
  expect(await themeOf(page)).toBe('dark');
});

test('A card is moved or copied to another dashboard, and one undo reverts each', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await page.getByRole('button', { name: /^Field overview/ }).click();
  const cards = page.getByRole('article');
  await expect.poll(() => cards.count(), SCREEN).toBe(4);
  const take = async (how: 'Move' | 'Copy') => {
    await page.getByRole('button', { name: 'Actions for FWCT' }).click();
    await page.getByRole('menuitem', { name: 'Move or copy' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move or copy "FWCT"' });
    await dialog.getByRole('button', { name: how, exact: true }).click();
  };
  await take('Move');
  await expect.poll(() => openTab(page).textContent(), SCREEN).toBe('Uncertainty');
  await page.getByRole('article', { name: 'FWCT, time series' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Production', exact: true }).click();
  await expect.poll(() => cards.count(), SCREEN).toBe(4);
  await take('Copy');
  await expect.poll(() => openTab(page).textContent(), SCREEN).toBe('Uncertainty');
  await expect.poll(() => cards.count(), SCREEN).toBe(4);
  await page.getByRole('button', { name: 'Production', exact: true }).click();
  await expect.poll(() => cards.count(), SCREEN).toBe(4);
  expect(alice.errors()).toEqual([]);
});

test('A page without changes offers to update to a newer version, without an alarm', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await saveElsewhere(alice, id, { note: 'theirs' });
  await comeBack(page);
  await page.getByText('A newer version of this session was saved elsewhere').waitFor();
  await statusSays(page, /^Newer version in the cloud$/);
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await noteSays(page, 'theirs');
  await statusSays(page, SAVED);
  expect(alice.errors()).toEqual([]);
});

test('Links open in the forms that mails and chats give them, and as paths', async () => {
  const alice = await newPerson();
  const made = await alice.api('create-snapshot', { body: { title: 'Shared view', content } });
  const id = made.body as string;
  for (const link of [`/?snapshot=${id}.`, `/?snapshot=${id}&amp;`, `/snapshot/${id})`]) {
    const page = await alice.open(link);
    await page.getByRole('heading', { name: 'Shared view', level: 1 }).waitFor();
    expect(new URL(page.url()).search).toBe(`?snapshot=${id}`);
    expect(new URL(page.url()).pathname).toBe('/');
    await page.close();
  }
});

test('Unsaved work is on the start page with its name and age, and opens from there', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  await edit(page, 'not saved yet');
  await page.getByTitle('Start page').click();
  await onStartPage(page);
  const drafts = page.getByRole('region', { name: 'Unsaved work' });
  await drafts
    .getByText(/^Changed today \d\d:\d\d, not saved as far as this device knows$/)
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await drafts.getByRole('button', { name: 'Recover Untitled session' }).click();
  await noteSays(page, 'not saved yet');
  expect(alice.errors()).toEqual([]);
});

test('Data files are chosen on the start page and imported into a new session', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Import my data/ }).click();
  await (await choosing).setFiles({
    name: 'rates.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'REAL,DATE,FOPR\n0,2024-01-01,1\n0,2024-02-01,2\n1,2024-01-01,3\n1,2024-02-01,4\n',
    ),
  });
  await page.getByRole('dialog').getByText('rates.csv').first().waitFor();
  expect(alice.errors()).toEqual([]);
});

test('On a phone the first card is near the top, in a session and in a snapshot', async () => {
  const alice = await newPerson();
  const session = await alice.api('create-session', { body: { title: 'Study', content } });
  const description =
    'History match of November with new relative permeabilities #base-case #week-48';
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const body = { title: 'View', content, description, expiresAt };
  const snapshot = await alice.api('create-snapshot', { body });
  const bob = await newPerson('Bob');
  for (const [person, link] of [
    [alice, `/?session=${session.body}`],
    [bob, `/?snapshot=${snapshot.body}`],
  ] as const) {
    const page = await person.open(link);
    await page.setViewportSize(PHONE);
    const card = page.getByRole('article').first();
    await card.waitFor();
    expect((await card.boundingBox())?.y).toBeLessThan(200);
    const header = page.locator('.shell-header');
    await page.mouse.wheel(0, 600);
    await expect.poll(async () => (await header.boundingBox())?.y, SCREEN).toBeLessThan(-40);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
    await page.close();
  }
});

test('A message covers no card; the first Tab leads to the content', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSaved(page, 'Study', 'one');
  await toastSays(page, 'Session saved successfully');
  const room = await page.locator('.dashboard').boundingBox();
  const toast = await page.locator('.ui-toast').first().boundingBox();
  expect((room?.y ?? 0) + (room?.height ?? 0)).toBeLessThanOrEqual(toast?.y ?? 0);
  // Its text is outdated after the next change.
  await edit(page, 'two');
  await page.locator('.ui-toast').waitFor({ state: 'detached' });

  await page.reload();
  await statusSays(page, BACKED_UP);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to the content' });
  expect(await skip.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  const inCard = () => page.evaluate(() => document.activeElement?.closest('article') !== null);
  await expect.poll(inCard, SCREEN).toBe(true);
});

test('Without a network the page says so at once, shows its icon, and stops saying so afterwards', async () => {
  const alice = await newPerson('Alice', { offline: true });
  const page = await alice.open();
  await onStartPage(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await onStartPage(page);
  await alice.context.setOffline(true);
  await page.getByText('Offline', { exact: true }).first().waitFor();
  await page.reload();
  await onStartPage(page);
  await page.getByText('Offline', { exact: true }).first().waitFor();
  const icon = page.locator('.shell-home img');
  await expect
    .poll(() => icon.evaluate((img) => (img as HTMLImageElement).naturalWidth), SCREEN)
    .toBeGreaterThan(0);
  await alice.context.setOffline(false);
  await page.getByText('Offline', { exact: true }).waitFor({ state: 'detached' });
});
