import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { startSite } from '../../local/site.ts';
import { inflatedEntry, zipEntries } from '../../web/workbench/ensembles/import/files/zip.ts';
import { freePort } from '../support/free-port.ts';
import { look } from './look.ts';
import { openManagement } from './management-steps.ts';
import { newPerson } from './people.ts';
import {
  BACKED_UP,
  beginSession,
  chooseInMenu,
  edit,
  noteSays,
  onStartPage,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

test('A session is downloaded as a file and opened from it; an invalid file opens nothing and the page says why', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  await edit(page, 'carried by hand');
  const downloading = page.waitForEvent('download');
  await chooseInMenu(page, 'Download as a file');
  const archive = await readFile(await (await downloading).path());
  await page.getByTitle('Start page').click();
  await onStartPage(page);

  const open = async (name: string, buffer: Buffer) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a session file...' }).click();
    const chooser = await choosing;
    await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
  };
  const [session] = await zipEntries(new Blob([archive]));
  if (!session) throw new Error('Nothing is in the session file.');
  const text = new TextDecoder().decode(await inflatedEntry(session, 1e6));
  const wrong = text.replace('"dashboards": [', '"dashboards": [ 7,');
  expect(wrong).not.toBe(text);
  await open('wrong.holdfast.json', Buffer.from(wrong));
  const dialog = page.getByRole('dialog', { name: 'The file could not be opened' });
  await dialog.getByText('dashboards[0]').waitFor();
  await page.keyboard.press('Escape');
  await open('study.holdfast', archive);
  await noteSays(page, 'carried by hand');
  await statusSays(page, BACKED_UP);
  expect(alice.errors()).toEqual([]);
});

test('This device’s data are cleared only after saying what they are, together with all settings; the cloud keeps its own', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Kept', 'in the cloud');
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitemradio', { name: /^ISO/ }).click();
  await page.evaluate((userId) => {
    localStorage.setItem(`holdfast:remembered:import-choices:${userId}`, '{"DATE,FOPR":{}}');
    localStorage.setItem('holdfast:remembered:favourites:sessions:somebody-else', 'theirs');
  }, alice.user.userId);
  const list = await openManagement(page, 'Sessions');
  await list.getByRole('button', { name: 'Favourite: Kept' }).click();
  await page.keyboard.press('Escape');
  await edit(page, 'only here');
  const before = await keptTexts(page);
  for (const trace of ['only here', 'in the cloud', 'DATE,FOPR', id, '"iso"'])
    expect(before, trace).toContain(trace);
  await chooseInMenu(page, 'Clear what is kept on this device...');
  const dialog = page.getByRole('dialog', { name: 'Clear what is kept on this device?' });
  await dialog.getByText('changes that were never saved to the cloud').waitFor();
  await look(page, 'clearing this device');
  await dialog.getByRole('button', { name: 'Delete from this device' }).click();
  await onStartPage(page);
  const after = await keptTexts(page);
  for (const trace of ['only here', 'in the cloud', 'DATE,FOPR', id, '"iso"'])
    expect(after, trace).not.toContain(trace);
  expect(after).toContain('theirs');
  await page.goto(new URL(`/?session=${id}`, page.url()).href);
  await noteSays(page, 'in the cloud');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

/** All of the site's data in this browser, as text. */
function keptTexts(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asText = (_: string, value: unknown) =>
      value instanceof Map || value instanceof Set ? [...value] : value;
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      const stores = database.transaction([...database.objectStoreNames]);
      for (const store of database.objectStoreNames)
        found.push(await asked(stores.objectStore(store).getAll()));
      database.close();
    }
    return JSON.stringify(found, asText).replaceAll('\\', '');
  });
}

test('The start page offers templates, recent sessions and snapshots; the question mark lists the keyboard shortcuts', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await page.getByRole('button', { name: /^Field overview/ }).click();
  await page.getByRole('navigation', { name: 'Dashboards' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').getByLabel('Title').fill('From a template');
  await page.keyboard.press('Enter');
  await statusSays(page, /^Saved/);
  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('dialog').getByLabel('Title').fill('A moment of it');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Snapshot created' }).waitFor();
  await page.keyboard.press('Escape');

  await page.getByTitle('Start page').click();
  await page.getByRole('link', { name: /^From a template/ }).waitFor();
  await page.getByRole('link', { name: /^A moment of it/ }).click();
  await page.getByText('Snapshot, read-only.').waitFor();
  await page.goBack();
  await onStartPage(page);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await keys.getByText('Ctrl+S', { exact: true }).waitFor();
  expect(alice.errors()).toEqual([]);
});

test('A new version is offered and installed only on request; unsaved work comes back with it', async () => {
  const { dist, functionsUrl } = inject('stack');
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-update-'));
  await cp(join(dist, 'web'), folder, { recursive: true });
  const site = await startSite({ port: await freePort(), dist: folder, functionsUrl });
  try {
    const alice = await newPerson('Alice', { url: site.url, offline: true });
    const page = await alice.open();
    await onStartPage(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await onStartPage(page);
    await beginSession(page);
    await edit(page, 'older than the update');

    const script = join(folder, 'sw.js');
    await writeFile(script, `${await readFile(script, 'utf8')}\n// the next version`);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText('A new version of Holdfast is ready.').waitFor();
    await look(page, 'banner: new version');
    await noteSays(page, 'older than the update');
    await page.getByRole('button', { name: 'Update now' }).click();
    await page.getByText('A new version of Holdfast is ready.').waitFor({ state: 'detached' });
    await noteSays(page, 'older than the update');
    await statusSays(page, BACKED_UP);
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
});

test.each(['local_storage,indexeddb', 'indexeddb'])(
  'Clearing site data (%s) under an open page is noticed and reported, and the work is backed up again',
  async (storageTypes) => {
    const alice = await newPerson();
    const { page } = await alice.openSaved('Study', 'in the cloud');
    await edit(page, 'kept all the same');
    const tools = await alice.context.newCDPSession(page);
    const { origin } = new URL(page.url());
    await tools.send('Storage.clearDataForOrigin', { origin, storageTypes });
    await toastSays(page, 'The data of this site was cleared in this browser.');
    await statusSays(page, BACKED_UP);
    await page.close();
    const next = await alice.open();
    const dialog = next.getByRole('dialog', { name: 'Recover unsaved work' });
    await dialog.getByRole('button', { name: 'Recover Study', exact: true }).click();
    await noteSays(next, 'kept all the same');
    expect(alice.errors()).toEqual([]);
  },
);
