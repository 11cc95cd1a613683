/** A really full disk, with the product's own page: whatever is confirmed afterwards survives a kill. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, inject, test } from 'vitest';
import {
  BACKED_UP,
  beginSession,
  noteSays,
  SCREEN,
  saveFirst,
  statusSays,
  writeNote,
} from '../browser/workbench-steps.ts';
import { killChromium, launchChromium } from '../support/chromium.ts';
import { signInAs } from '../support/pages.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { newUser, type User } from '../support/users.ts';
import { unique } from '../test-app/notes-page.ts';

/** A profile takes about 20 MB of it. */
const disk = mountSmallDisk(120);
if (!disk) console.warn('Skipped: a full disk. It takes root on Linux, to mount a small one.');
const onSmallDisk = test.skipIf(!disk);
const FULL = /^NOT backed up: .*(no space left|may be full)/;
const FULL_OR_NOT = new RegExp(`${FULL.source}|${BACKED_UP.source}`);

let context: BrowserContext;
let user: User;
let runs = 0;

async function launch(): Promise<Page> {
  context = await launchChromium({ userDataDir: profile() });
  await signInAs(context, user, inject('stack').url);
  const page = await context.newPage();
  await page.goto(inject('stack').url);
  return page;
}

const profile = () => `${disk?.path}/profile-${runs}`;

async function kill(): Promise<void> {
  await killChromium(profile());
  await context.close();
}

/** Writes one more word at a time; returns all of them once the last one is confirmed. */
async function type(page: Page, words: string[], count: number): Promise<string> {
  for (let n = 0; n < count; n += 1) {
    words.push(unique());
    await writeNote(page, words.join(' '));
    await statusSays(page, BACKED_UP);
  }
  return words.join(' ');
}

/**
 * Fills the disk and writes more than its last page can hold, until the screen says so. Chromium may delete a file of its
 * own just after the disk was filled, and then there is room once more. Returns the last text that was confirmed.
 */
async function fillWhileTyping(page: Page, words: string[]): Promise<string> {
  const status = page.getByTitle('What is backed up and what is in the cloud');
  for (;;) {
    const confirmed = words.join(' ');
    disk?.fill();
    words.push(`${unique()} ${'x'.repeat(20_000)}`);
    await writeNote(page, words.join(' '));
    let said = '';
    const look = async () => {
      said = (await status.textContent()) ?? '';
      return said;
    };
    await expect.poll(look, SCREEN).toMatch(FULL_OR_NOT);
    if (FULL.test(said)) return confirmed;
  }
}

async function recoverLatest(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Recover unsaved work' });
  await dialog
    .getByRole('button', { name: /^Recover / })
    .first()
    .click();
}

beforeEach(() => {
  runs += 1;
  user = newUser();
});
afterEach(async () => {
  await context?.close();
  disk?.free();
});
afterAll(() => disk?.remove());

onSmallDisk(
  'Filled while somebody types, then freed: what is confirmed from then on is there after a kill, and after the next',
  async () => {
    const words: string[] = [];
    let page = await launch();
    await beginSession(page);
    await type(page, words, 3);
    await fillWhileTyping(page, words);
    disk?.free();
    await statusSays(page, BACKED_UP);
    const confirmed = await type(page, words, 3);
    await kill();

    page = await launch();
    await recoverLatest(page);
    await noteSays(page, confirmed);
    const later = await type(page, words, 2);
    await kill();

    page = await launch();
    await recoverLatest(page);
    await noteSays(page, later);
  },
  180_000,
);

onSmallDisk(
  'Killed while the disk is full: what was confirmed before is there, and what is confirmed after the restart',
  async () => {
    const words: string[] = [];
    let page = await launch();
    await beginSession(page);
    await type(page, words, 2);
    const before = await fillWhileTyping(page, words);
    await kill();
    disk?.free();

    page = await launch();
    await recoverLatest(page);
    await noteSays(page, before);
    const after = await type(page, words, 2);
    await kill();

    page = await launch();
    await recoverLatest(page);
    await noteSays(page, after);
  },
  180_000,
);

onSmallDisk(
  'As long as it stays full nothing passes for backed up, and the cloud takes it',
  async () => {
    const words: string[] = [];
    const page = await launch();
    await beginSession(page);
    await fillWhileTyping(page, words);
    await fillWhileTyping(page, words);
    await page.getByText('Your latest changes are only in this page.').waitFor();
    expect(await page.getByRole('button', { name: 'Download', exact: true }).count()).toBe(1);
    await saveFirst(page, 'From a full disk');
  },
  180_000,
);
