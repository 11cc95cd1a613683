/** Data of real size: it lies beside the content, goes to the cloud once, and is loaded where it is shown. */
import { randomBytes } from 'node:crypto';
import type { Page, Request } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { ImportedSource } from '../../web/workbench/content/schema.ts';
import { addEnsemble } from '../../web/workbench/edits/ensembles.ts';
import { addModule } from '../../web/workbench/edits/modules.ts';
import { columnReader } from '../../web/workbench/ensembles/columns/read-columns.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { csvFile, EVERYTHING, importerOf, TEST_ASSETS } from '../../web/workbench/testing/csv.ts';
import { withColumnsInside } from '../../web/workbench/testing/inside-source.ts';
import { addData, chartShows, elsewhere, save, withChart } from './data-steps.ts';
import { comeBack } from './elsewhere.ts';
import { hold } from './hold.ts';
import { problemAnswer } from './problem-answer.ts';
import { newVisitor, openWith, store } from './workbench-open.ts';
import {
  BACKED_UP,
  chooseInMenu,
  pick,
  SAVED,
  statusSays,
  toastSays,
  writeNote,
} from './workbench-steps.ts';

const { url } = inject('stack');

let filesMade = 0;

/**
 * 60 realizations at 50 dates of vectors of noise: about 20 KB each when packed. Every file has numbers of its own, since
 * the cloud keeps equal data once, whichever test has uploaded it.
 */
function csv(vectorCount: number): string {
  filesMade += 1;
  const size = 1e6 + filesMade;
  const names = Array.from({ length: vectorCount }, (_, i) => `V${i}`);
  const lines = [`REALIZATION,DATE,${names.join()}`];
  for (let real = 0; real < 60; real++) {
    for (let month = 0; month < 50; month++) {
      const date = new Date(Date.UTC(2020, month)).toISOString().slice(0, 10);
      const values = names.map((_, i) => Math.sin((real + 1) * (month + 1) * (i + 1)) * size);
      lines.push(`${real},${date},${values.join()}`);
    }
  }
  return lines.join('\n');
}

function assetRequests(page: Page): Request[] {
  const seen: Request[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/persistence/assets')) seen.push(request);
  });
  return seen;
}

const count = (requests: readonly Request[], method: string) =>
  requests.filter((request) => request.method() === method).length;

/** Saves, and reloads the page as soon as the first asset has arrived. Returns the page's address. */
async function reloadAfterFirstUpload(page: Page): Promise<string> {
  let isFirst = true;
  await page.route('**/persistence/assets/*', async (route) => {
    const isUpload = route.request().method() === 'PUT';
    if (isUpload && !isFirst) return;
    if (isUpload) isFirst = false;
    await route.continue();
  });
  const first = page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await page.keyboard.press('Control+s');
  const arrived = (await first).url();
  await page.reload();
  await page.unroute('**/persistence/assets/*');
  return arrived;
}

const showVector = (page: Page, vector: string) =>
  pick(page.getByRole('article', { name: 'Time series' }), 'Vectors', vector);

test('Imported data are uploaded once, and another device loads what its charts show', async () => {
  const opened = await newVisitor(url);
  const { page, errors } = opened;
  const sent = assetRequests(page);
  await openWith(page, url, withChart('V7'));
  await addData(page, 'large', csv(120));
  await statusSays(page, BACKED_UP);
  expect(sent).toEqual([]);
  // Interrupted during the upload, the page uploads only what has not arrived.
  const arrived = await reloadAfterFirstUpload(page);
  await statusSays(page, BACKED_UP);
  await save(page);
  const address = page.url();
  expect(count(sent, 'PUT')).toBeGreaterThan(2);
  expect(sent.filter((one) => one.method() === 'PUT' && one.url() === arrived)).toHaveLength(1);
  const id = new URL(address).searchParams.get('session');
  const stored = await page.request.get(`${url}/api/persistence/sessions/${id}`);
  const { content } = (await stored.json()) as { content: string };
  expect(content.length).toBeLessThan(80_000);

  // Changing a word uploads no data again.
  const before = sent.length;
  await writeNote(page, 'Another word');
  await statusSays(page, BACKED_UP);
  await save(page);
  expect(sent.length).toBe(before);

  // Nor does a snapshot.
  await page.getByRole('button', { name: 'Create snapshot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create snapshot' });
  await dialog.getByRole('button', { name: 'Create snapshot' }).click();
  await page.getByRole('dialog', { name: 'Snapshot created!' }).waitFor();
  expect(sent.length).toBe(before);

  const other = await elsewhere(opened);
  const loaded = assetRequests(other.page);
  const release = await hold(other.page, '**/persistence/assets/*');
  await other.page.goto(address);
  await other.page
    .getByRole('status')
    .filter({ hasText: /^Loading large$/ })
    .waitFor();
  release();
  await chartShows(other.page, /^V7 over time\. large, 60 realizations: the mean is/);
  expect(count(loaded, 'GET')).toBeGreaterThan(0);
  expect(count(loaded, 'GET')).toBeLessThan(5);
  expect(loaded.every((request) => request.headers().range?.startsWith('bytes='))).toBe(true);

  // What was loaded once is on the device and shown without the cloud; the rest says what it waits for.
  const once = loaded.length;
  const errorsBefore = structuredClone(other.errors);
  await other.page.route('**/api/**', (route) => route.abort());
  await other.page.reload();
  await chartShows(other.page, /^V7 over time\. large, 60 realizations: the mean is/);
  expect(loaded.length).toBe(once);
  await showVector(other.page, 'V90');
  await other.page
    .getByText(/the cloud cannot be reached; it is shown once you are online/)
    .waitFor();
  await showVector(other.page, 'V7');
  await chartShows(other.page, /^V7 over time\. large, 60 realizations: the mean is/);
  expect([errors, errorsBefore]).toEqual([
    { console: [], csp: [] },
    { console: [], csp: [] },
  ]);
});

/** Matches addresses of assets, but not the request for the missing ones. */
const DATA = /persistence\/assets\/[0-9a-f]{64}/;

test('An upload and the writing of a file are stopped by their buttons, and nothing is lost', async () => {
  const opened = await newVisitor(url);
  const { page, errors } = opened;
  await openWith(page, url, withChart('V7'));
  await addData(page, 'large', csv(120));
  await statusSays(page, BACKED_UP);
  const id = new URL(page.url()).searchParams.get('session');
  const stored = async (): Promise<{ metadata: { version: number } }> =>
    (await page.request.get(`${url}/api/persistence/sessions/${id}`)).json();

  let release = await hold(page, DATA);
  await page.keyboard.press('Control+s');
  await statusSays(page, /^Uploading data: 0.0 of \d.\d MB/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await toastSays(page, 'Sending was stopped.');
  await statusSays(page, BACKED_UP);
  expect((await stored()).metadata.version).toBe(1);
  release();
  await save(page);
  expect((await stored()).metadata.version).toBe(2);

  const other = await elsewhere(opened);
  await other.page.goto(page.url());
  await chartShows(other.page, /^V7 over time/);
  release = await hold(other.page, DATA);
  const files: string[] = [];
  other.page.on('download', (file) => files.push(file.suggestedFilename()));
  await chooseInMenu(other.page, 'Download as a file');
  await toastSays(other.page, 'Writing "Stored by a test" to a file');
  await other.page.getByRole('button', { name: 'Stop' }).click();
  release();
  await toastSays(other.page, 'Stopped: no file was made.');
  expect(files).toEqual([]);
  const file = other.page.waitForEvent('download');
  await chooseInMenu(other.page, 'Download as a file');
  expect((await file).suggestedFilename()).toBe('Stored by a test.holdfast');
  expect([errors, other.errors]).toEqual([
    { console: [], csp: [] },
    { console: [], csp: [] },
  ]);
});

test('Data of both sides of a conflict are merged, and an earlier version shows its own data', async () => {
  const opened = await newVisitor(url);
  const { page } = opened;
  await openWith(page, url, withChart('V1'));
  const other = await elsewhere(opened);
  await other.page.goto(page.url());
  await addData(page, 'mine', csv(2));
  await statusSays(page, BACKED_UP);
  await addData(other.page, 'theirs', csv(3));
  await statusSays(other.page, BACKED_UP);
  await save(other.page);
  await comeBack(page);
  const dialog = page.getByRole('dialog', { name: 'External changes detected' });
  await dialog.getByRole('button', { name: /^Merge both/ }).click();
  await chartShows(page, /theirs, 60 realizations: the mean is/);
  const sent = assetRequests(page);
  await save(page);
  // Their data are already in the cloud.
  expect(count(sent, 'PUT')).toBe(1);
  await other.page.reload();
  await chartShows(other.page, /mine, 60 realizations: the mean is/);

  await chooseInMenu(page, 'Versions...');
  const versions = page.getByRole('dialog', { name: /^Versions of/ });
  await versions.getByRole('button', { name: /Version 2/ }).click();
  await versions.getByLabel('How it looked').check();
  await versions.getByLabel(/^V1 over time\. theirs, 60 realizations: the mean is/).waitFor();
});

test('A session that contains its data opens and draws charts as before, and the first save moves the data out', async () => {
  const importer = importerOf(csvFile(csv(3), 'old.csv'));
  await importer.read({});
  const [packed] = await importer.pack(EVERYTHING);
  const source = await withColumnsInside(packed as ImportedSource, columnReader(TEST_ASSETS));
  const content = addEnsemble(withChart('V1'), { name: 'old', source });
  const opened = await newVisitor(url);
  const { page, errors } = opened;
  const sent = assetRequests(page);
  const id = await store(page, url, 'sessions', { ...content, schemaVersion: 4 } as never);
  await page.goto(`${url}/?session=${id}`);
  await chartShows(page, /^V1 over time\. old, 60 realizations: the mean is/);
  await statusSays(page, SAVED);
  await writeNote(page, 'A word');
  await statusSays(page, BACKED_UP);
  await save(page);
  expect(count(sent, 'PUT')).toBe(1);
  const head = await page.request.get(`${url}/api/persistence/sessions/${id}`);
  const after = (await head.json()) as { content: string };
  expect(after.content).not.toContain('"data":');
  expect(after.content.length).toBeLessThan(20_000);
  const other = await elsewhere(opened);
  await other.page.goto(`${url}/?session=${id}`);
  await chartShows(other.page, /^V1 over time\. old, 60 realizations: the mean is/);
  expect(errors).toEqual({ console: [], csp: [] });
});

test.each([
  ['is missing', 404, /neither on this device nor in the cloud/],
  ['is something else', 200, /what the cloud has under its name is something else/],
] as const)(
  'Data that %s in the cloud are named in the card that needs them, and the rest of the session works',
  async (_, status, words) => {
    const opened = await newVisitor(url);
    const { page } = opened;
    await openWith(page, url, withChart('V1'));
    await addData(page, 'lost', csv(3));
    await statusSays(page, BACKED_UP);
    await save(page);
    const address = page.url();

    const other = await elsewhere(opened);
    await other.page.route('**/persistence/assets/*', (route) =>
      status === 404
        ? route.fulfill({ status, contentType: 'application/problem+json', body: NOT_FOUND })
        : route.fulfill({ status, contentType: 'application/octet-stream', body: 'x'.repeat(900) }),
    );
    await other.page.goto(address);
    await other.page.getByText(words).first().waitFor();
    await writeNote(other.page, 'Written beside what is missing');
    await statusSays(other.page, BACKED_UP);
    await save(other.page);
  },
);

const NOT_FOUND = JSON.stringify({
  ...{ type: 'about:blank', title: 'Not found', status: 404, detail: 'There is none.' },
  ...{ traceId: 't', error: { type: 'not-found', message: 'x', service: 'persistence' } },
});

test('Data that was imported, never saved and cleared with the site data is named as not backed up', async () => {
  const opened = await newVisitor(url);
  const { page } = opened;
  await openWith(page, url, withChart('V1'));
  await addData(page, 'not saved', csv(2));
  await statusSays(page, BACKED_UP);
  const tools = await page.context().newCDPSession(page);
  const { origin } = new URL(url);
  await tools.send('Storage.clearDataForOrigin', {
    origin,
    storageTypes: 'local_storage,indexeddb',
  });
  const words = 'the imported data of "not saved" is no longer on this device';
  await statusSays(page, new RegExp(`^NOT backed up: ${words}$`));
  await page.getByText(/Import it again with "Replace the data" in the Ensembles panel/).waitFor();

  // A page that goes on with it says the same; without the data all is as it was saved.
  await page.reload();
  await statusSays(page, new RegExp(`^NOT backed up: ${words}$`));
  await page.keyboard.press('Control+z');
  await statusSays(page, SAVED);
});

test('Imported data that this device could not write is not backed up; closing asks, and a save brings it to the cloud', async () => {
  const opened = await newVisitor(url);
  const { page } = opened;
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name, version) {
      if (name === 'holdfast-assets') throw new DOMException('Broken', 'UnknownError');
      return open.call(this, name, version);
    };
  });
  await openWith(page, url, withChart('V1'));
  await addData(page, 'only here', csv(2));
  const words = 'writing failed, this device may be full; trying again';
  await statusSays(page, new RegExp(`^NOT backed up: ${words}$`));
  await page.getByText('Your latest changes are only in this page.').waitFor();
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await closing;
  await save(page);
  const { page: there } = await elsewhere(opened);
  await there.goto(page.url());
  await there.getByRole('button', { name: /^only here 60 realizations$/ }).waitFor();
});

test('A large snapshot that is being sent is stopped by a button, and made once when it is asked for again', async () => {
  const { page, errors } = await newVisitor(url);
  let content = contentFrom('empty');
  const dashboard = content.dashboards[0]?.id ?? '';
  for (let notes = 0; notes < 10; notes++) {
    const settings = { text: randomBytes(10_000).toString('hex') };
    content = addModule(content, dashboard, { type: 'note', settings, size: { w: 6, h: 4 } });
  }
  await openWith(page, url, content);
  const line = await page.context().newCDPSession(page);
  const uploads = (bytesPerSecond: number) =>
    line.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1 },
      uploadThroughput: bytesPerSecond,
    });
  await uploads(20_000);
  await page.getByRole('button', { name: 'Create snapshot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create snapshot' });
  const create = dialog.getByRole('button', { name: 'Create snapshot' });
  await create.click();
  await dialog.getByText(/^Creating snapshot\.\.\. \d+ %/).waitFor();
  const givenUp = page.waitForEvent('requestfailed', (request) => request.method() === 'POST');
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await toastSays(page, 'Sending was stopped.');
  await givenUp;
  await uploads(-1);
  await create.click();
  await page.getByRole('dialog', { name: 'Snapshot created!' }).waitFor();
  const listed = await page.request.get(`${url}/api/persistence/snapshots`);
  expect((await listed.json()).items).toHaveLength(1);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A chart whose data a busy server or a broken connection does not hand out asks again by itself', async () => {
  const opened = await newVisitor(url);
  await openWith(opened.page, url, withChart('V1'));
  await addData(opened.page, 'field', csv(3));
  await statusSays(opened.page, BACKED_UP);
  await save(opened.page);
  const { page } = await elsewhere(opened);
  let asked = 0;
  await page.route(DATA, async (route) => {
    asked += 1;
    if (asked === 1) await route.fulfill(problemAnswer({ status: 503 }));
    else if (asked === 2) await route.abort();
    else await route.continue();
  });
  await page.goto(opened.page.url());
  await chartShows(page, /^V1 over time/);
  expect(asked).toBeGreaterThan(2);
});
