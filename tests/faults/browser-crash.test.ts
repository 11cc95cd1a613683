/** The browser is gone: a crashed tab, a killed process, a reload. Everything that the screen confirmed is still there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { apiClient } from '../api/api-client.ts';
import { addData } from '../browser/data-steps.ts';
import {
  BACKED_UP,
  beginSession,
  chooseInMenu,
  edit,
  noteSays,
  SAVED,
  SCREEN,
  saveFirst,
  statusSays,
  writeNote,
} from '../browser/workbench-steps.ts';
import { killChromium, launchChromium } from '../support/chromium.ts';
import { signInAs } from '../support/pages.ts';
import { newUser, type User } from '../support/users.ts';
import {
  add,
  backedUp,
  beginNotes,
  openNotes,
  recoverOnly,
  says,
  started,
  texts,
  unique,
} from '../test-app/notes-page.ts';
import { startTestApp, type TestApp } from '../test-app/start.ts';

let app: TestApp;
let profile: string;
let context: BrowserContext;
let user: User;

async function launch(): Promise<BrowserContext> {
  context = await launchChromium({ userDataDir: profile });
  // The machine may be busy; the test's own timeout ends what hangs.
  context.setDefaultTimeout(80_000);
  await signInAs(context, user, app.url);
  return context;
}

async function openAgain(): Promise<Page> {
  return openNotes(await launch(), app.url);
}

beforeAll(async () => {
  app = await startTestApp(inject('stack').functionsUrl);
});
afterAll(() => app?.close());
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'holdfast-profile-'));
  user = newUser();
  await launch();
});
afterEach(async () => {
  await context.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

test('A crashed tab: what the screen confirmed is offered at the next start', async () => {
  const page = await openNotes(context, app.url);
  const edit = unique();
  await beginNotes(page, edit);
  const session = await context.newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await new Promise((crashed) => page.once('crash', crashed));
  const next = await openNotes(context, app.url);
  await recoverOnly(next);
  expect(await texts(next)).toEqual([edit]);
  await backedUp(next);
});

test.each([0, 40, 250, 1000])(
  'The browser killed %i ms after the screen confirmed the backup: all of it is offered, complete',
  async (afterMs) => {
    const page = await openNotes(context, app.url);
    const edits = [unique(), unique(), unique()];
    await beginNotes(page, edits[0] ?? '');
    await add(page, edits[1] ?? '');
    await says(page, 'backup', /backing up/);
    await add(page, edits[2] ?? '');
    await backedUp(page);
    const unconfirmed = unique();
    if (afterMs > 0) await add(page, unconfirmed);
    await sleep(afterMs);
    await killChromium(profile);
    const next = await openAgain();
    await recoverOnly(next);
    const found = await texts(next);
    expect(found.slice(0, 3)).toEqual(edits);
    // Unconfirmed edits may be lost, but none is half there.
    expect([[], [unconfirmed]]).toContainEqual(found.slice(3));
  },
);

test('Killed repeatedly while a large session is being backed up: two generations are never mixed', async () => {
  let page = await openNotes(context, app.url);
  const large = 'x'.repeat(300_000);
  await beginNotes(page, large);
  let confirmed = [large];
  for (const killAfterMs of [350, 600, 900]) {
    const made = [...confirmed];
    const end = Date.now() + killAfterMs;
    while (Date.now() < end) {
      made.push(unique());
      await add(page, made.at(-1) ?? '');
      await sleep(25);
    }
    await killChromium(profile);
    page = await openAgain();
    await recoverOnly(page);
    const found = await texts(page);
    expect(found.length).toBeGreaterThanOrEqual(confirmed.length);
    expect(found).toEqual(made.slice(0, found.length));
    await backedUp(page);
    confirmed = found;
  }
});

test('A reload 80 ms after an edit: the edit is there, in the same tab, without a question', async () => {
  const page = await openNotes(context, app.url);
  const [first, second] = [unique(), unique()];
  await beginNotes(page, first);
  await add(page, second);
  await sleep(80);
  await page.reload();
  await started(page);
  await says(page, 'state', /^Loaded$/);
  expect(await texts(page)).toEqual([first, second]);
  await backedUp(page);
});

test('A tab closed right after an edit: the edit is offered by the next tab', async () => {
  const page = await openNotes(context, app.url);
  const [first, second] = [unique(), unique()];
  await beginNotes(page, first);
  await add(page, second);
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  const next = await openNotes(context, app.url);
  await recoverOnly(next);
  expect(await texts(next)).toEqual([first, second]);
});

async function openProduct(path = '/'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(inject('stack').url + path);
  return page;
}

/** Starts the browser again and recovers the work that is offered. */
async function recover(): Promise<Page> {
  await launch();
  const page = await openProduct();
  const dialog = page.getByRole('dialog', { name: 'Recover unsaved work' });
  await dialog
    .getByRole('button', { name: /^Recover / })
    .first()
    .click();
  return page;
}

/** Collects what the note said each time that the status confirmed a backup. */
async function confirmations(page: Page): Promise<string[]> {
  const confirmed: string[] = [];
  await page.exposeFunction('confirmed', (text: string) => confirmed.push(text));
  await page.evaluate(() => {
    const status = document.querySelector('[title="What is backed up and what is in the cloud"]');
    const tell = Reflect.get(window, 'confirmed') as (text: string) => void;
    new MutationObserver(() => {
      const note = document.querySelector<HTMLTextAreaElement>('textarea.note-text');
      if (status?.textContent?.includes(', backed up ')) tell(note?.value ?? '');
    }).observe(status as Element, { childList: true, characterData: true, subtree: true });
  });
  return confirmed;
}

/** Kills the browser when the page sends this API request, or after the API has handled it. */
function killedAt(page: Page, method: string, path: string, isDone: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  page.route(`**/api/persistence/${path}`, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    if (isDone) await route.fetch();
    await killChromium(profile);
    resolve();
  });
  return promise;
}

test('The product itself, killed after a backup and during a recovery, saves and a snapshot: the work is offered, and can be saved', async () => {
  const api = apiClient(inject('stack').functionsUrl, user);
  let page = await openProduct();
  await beginSession(page);
  let text = unique();
  await edit(page, text);
  await killChromium(profile);

  page = await recover();
  await killChromium(profile);
  page = await recover();
  await noteSays(page, text);
  const id = await saveFirst(page, 'After the crash');

  for (const isDone of [false, true]) {
    text = unique();
    await edit(page, text);
    const killed = killedAt(page, 'PUT', `sessions/${id}`, isDone);
    await page.keyboard.press('Control+s');
    await killed;
    // What has arrived in the cloud is not offered.
    page = isDone ? await launch().then(() => openProduct(`/?session=${id}`)) : await recover();
    await noteSays(page, text);
    if (!isDone) await page.keyboard.press('Control+s');
    await statusSays(page, SAVED);
  }

  text = unique();
  await edit(page, text);
  const killed = killedAt(page, 'POST', 'snapshots', true);
  await page.getByRole('button', { name: 'Create snapshot' }).click();
  const form = (on: Page) => on.getByRole('dialog', { name: 'Create snapshot' });
  await form(page).getByLabel('Title').fill('In between');
  await form(page).getByRole('button', { name: 'Create snapshot' }).click();
  await killed;
  page = await recover();
  await noteSays(page, text);
  // The text in the form is restored as well, because no response arrived.
  await expect.poll(() => form(page).getByLabel('Title').inputValue(), SCREEN).toBe('In between');
  await form(page).getByRole('button', { name: 'Create snapshot' }).click();
  const created = page.getByRole('dialog', { name: 'Snapshot created!' });
  await created.waitFor();
  await page.keyboard.press('Escape');
  await created.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  const { body } = await api('get-session', { params: { id } });
  expect(body.content).toContain(text);
});

test('The product itself, killed while typing continues, after a version was restored and during an upload: what was confirmed is offered', async () => {
  const api = apiClient(inject('stack').functionsUrl, user);
  let page = await openProduct();
  await beginSession(page);
  await edit(page, 'first words');
  const id = await saveFirst(page, 'Typed');

  // Text that is no part of the session yet is confirmed and offered like an edit.
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByLabel('Percentiles').fill('5, 5x');
  await statusSays(page, BACKED_UP);
  await writeNote(page, 'typed');
  const confirmed = await confirmations(page);
  const note = page.getByLabel('Text of the note, in Markdown');
  const typing = (async () => {
    for (let count = 1; ; count++) {
      await note.pressSequentially(` ${count}`, { delay: 20 });
      await sleep(250);
    }
  })().catch(() => undefined);
  await expect.poll(() => confirmed.length, SCREEN).toBeGreaterThan(3);
  await killChromium(profile);
  await typing;
  page = await recover();
  await noteSays(page, confirmed.at(-1) ?? 'nothing');
  await expect.poll(() => page.getByLabel('Percentiles').inputValue(), SCREEN).toBe('5, 5x');
  await page.getByLabel('Percentiles').fill('5, 95');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);

  await chooseInMenu(page, 'Versions...');
  const versions = page.getByRole('dialog', { name: 'Versions of "Typed"' });
  await versions.getByRole('button', { name: /Version 1/ }).click();
  await versions.getByRole('button', { name: 'Restore version 1' }).click();
  await noteSays(page, 'first words');
  await statusSays(page, BACKED_UP);
  await killChromium(profile);
  page = await recover();
  await noteSays(page, 'first words');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  const { body: list } = await api('list-session-versions', { params: { session_id: id } });
  expect(list.items.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1]);

  for (const isDone of [false, true]) {
    const name = isDone ? 'sent' : 'unsent';
    const days = ['2020-01-01', '2021-01-01'];
    const rows = days.flatMap((day, i) => [`0,${day},${i}`, `1,${day},${isDone ? i : 9}`]);
    await addData(page, name, ['REALIZATION,DATE,FOPT', ...rows].join('\n'));
    await statusSays(page, BACKED_UP);
    const killed = killedAt(page, 'PUT', 'assets/*', isDone);
    await page.keyboard.press('Control+s');
    await killed;
    page = await recover();
    await noteSays(page, 'first words');
    await page.keyboard.press('Control+s');
    await statusSays(page, SAVED);
    const { body } = await api('get-session', { params: { id } });
    expect(body.content).toContain(`"${name}"`);
    const hashes = body.content.match(/[0-9a-f]{64}/g) ?? [];
    expect(hashes.length).toBeGreaterThan(0);
    expect((await api('find-missing-assets', { body: { hashes } })).body.missing).toEqual([]);
  }
});
