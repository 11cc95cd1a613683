/** Faults of the device's storage: full, disabled, hanging, damaged, taken over by a newer build. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { setQuota } from '../support/quota.ts';
import { isJournalScript, useTestApp } from '../test-app/behind-proxy.ts';
import {
  add,
  backedUp,
  beginNotes,
  line,
  openNotes,
  pressSave,
  recoverOnly,
  said,
  saved,
  says,
  texts,
  unique,
} from '../test-app/notes-page.ts';
import type { Effect } from './fault-proxy.ts';

const app = useTestApp();

/** Serves the journal's script with other code before it. */
const startingWith =
  (code: string): Effect =>
  async ({ incoming, pass, reply }) => {
    // Uncompressed, so that code can be put before it.
    const { 'accept-encoding': _, ...headers } = incoming.headers;
    const { body, ...answer } = await pass(headers);
    reply({ ...answer, body: Buffer.concat([Buffer.from(`${code};\n`), body]) });
  };

async function savedAfterwards(page: Page): Promise<void> {
  await pressSave(page);
  await saved(page);
}

test('No space left: the screen says so, saving works, and once there is space the work is backed up', async () => {
  await setQuota(app.context, app.proxy.url, 1);
  const page = await openNotes(app.context, app.proxy.url);
  const [first, second] = [unique(), unique()];
  await page.evaluate(() => window.app.begin());
  await add(page, first);
  await says(page, 'status', /^NOT backed up: this device has no space left$/);
  await savedAfterwards(page);
  await add(page, second);
  await says(page, 'status', /^NOT backed up: this device has no space left$/);
  await setQuota(app.context, app.proxy.url);
  await backedUp(page);
  expect(await texts(page)).toEqual([first, second]);
});

test('A full localStorage alone loses nothing: the journal has the edit', async () => {
  const page = await openNotes(app.context, app.proxy.url);
  await page.evaluate(() => {
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let n = 0; ; n += 1) localStorage.setItem(`filler-${size}-${n}`, 'x'.repeat(size));
      } catch {}
    }
  });
  const edit = unique();
  await beginNotes(page, edit);
  await page.close();
  const next = await openNotes(app.context, app.proxy.url);
  await recoverOnly(next);
  expect(await texts(next)).toEqual([edit]);
});

test('IndexedDB disabled: the page works in memory, says so, and saves', async () => {
  const off = "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); }";
  app.proxy.inject({ match: isJournalScript, times: Infinity, effect: startingWith(off) });
  const page = await openNotes(app.context, app.proxy.url);
  await page.evaluate(() => window.app.begin());
  await add(page, unique());
  await says(page, 'status', /^NOT backed up: this browser does not let the site store anything$/);
  await savedAfterwards(page);
});

test('IndexedDB that never answers: the page works in memory, says so, and saves', async () => {
  const silent = 'IDBFactory.prototype.open = () => ({})';
  app.proxy.inject({ match: isJournalScript, times: Infinity, effect: startingWith(silent) });
  const page = await openNotes(app.context, app.proxy.url, { journalTimeoutMs: 1_000 });
  await page.evaluate(() => window.app.begin());
  await add(page, unique());
  await says(page, 'status', /^NOT backed up: this browser's storage does not answer$/);
  await savedAfterwards(page);
});

test.each([
  ['is blocked', "addEventListener('message', () => { for (;;) {} })"],
  ['crashes at its start', "throw new Error('crashed')"],
  ['closes itself', 'close()'],
])('A Worker that %s is noticed, and the page does its work', async (_, code) => {
  const inWorker = `if (!globalThis.document) { ${code} }`;
  app.proxy.inject({ match: isJournalScript, times: Infinity, effect: startingWith(inWorker) });
  const page = await openNotes(app.context, app.proxy.url, { journalTimeoutMs: 1_000 });
  const edit = unique();
  await beginNotes(page, edit);
  expect((await said(page)).filter((words) => words.startsWith('Saved'))).toEqual([]);
  await savedAfterwards(page);
});

test('A Worker that dies during its work is replaced, and the edit is backed up', async () => {
  const page = await openNotes(app.context, app.proxy.url, { journalTimeoutMs: 1_000 });
  const [first, second] = [unique(), unique()];
  await beginNotes(page, first);
  const [worker] = page.workers();
  const answered = worker?.evaluate(() => {
    for (;;) {}
  });
  answered?.catch(() => undefined);
  await add(page, second);
  await says(page, 'status', /^NOT backed up: this browser's storage does not answer$/);
  await backedUp(page);
  await page.close();
  const next = await openNotes(app.context, app.proxy.url);
  await recoverOnly(next);
  expect(await texts(next)).toEqual([first, second]);
});

test('After a later build has upgraded the journal, this one stops writing and says why', async () => {
  const page = await openNotes(app.context, app.proxy.url);
  await beginNotes(page, unique());
  const later = await app.context.newPage();
  await later.goto(`${app.proxy.url}/adapters.html`);
  await later.evaluate(
    () =>
      new Promise((opened) => {
        indexedDB.open('holdfast', 99).onsuccess = opened;
      }),
  );
  await add(page, unique());
  await says(page, 'status', /^NOT backed up: a newer version of this app is open in another tab/);
  await savedAfterwards(page);
});

test('A damaged buffer is set aside and can be downloaded; the others are offered', async () => {
  const [hurt, well] = [unique(), unique()];
  for (const edit of [hurt, well]) {
    const page = await openNotes(app.context, app.proxy.url);
    if (edit === well) await page.evaluate(() => window.app.service.notNow());
    await beginNotes(page, edit);
    await page.close();
  }
  const tools = await app.context.newPage();
  await tools.goto(`${app.proxy.url}/adapters.html`);
  await tools.evaluate(async (edit) => {
    for (const key of Object.keys(localStorage)) {
      const text = localStorage.getItem(key) ?? '';
      if (text.includes(edit)) localStorage.setItem(key, text.slice(0, -9));
    }
    await window.adapters.database.run('strict', async (tx) => {
      for (const [hash, text] of await tx.all('parts')) {
        if (text.includes(edit)) tx.put('parts', hash, text.replace('"text"', '"test"'));
      }
    });
  }, hurt);

  const page = await openNotes(app.context, app.proxy.url);
  const buffers = (await line(page, 'offered')).split(' ');
  const previews = await page.evaluate(
    (ids) => Promise.all(ids.map((id) => window.app.service.preview(id))),
    buffers,
  );
  expect(JSON.stringify(previews)).toContain(well);
  const aside = await page.evaluate(async () => {
    const { service } = window.app;
    const damaged = await service.damaged();
    return Promise.all(damaged.map(({ id }) => service.readDamaged(id)));
  });
  expect(aside.join()).toContain(hurt);
});

test('With an empty database and an intact entry, the entry’s work is offered', async () => {
  const edit = unique();
  const page = await openNotes(app.context, app.proxy.url);
  await beginNotes(page, edit);
  await page.goto(`${app.proxy.url}/adapters.html`);
  await page.evaluate(
    () =>
      new Promise((deleted) => {
        indexedDB.deleteDatabase('holdfast').onsuccess = deleted;
      }),
  );
  await page.close();
  const next = await openNotes(app.context, app.proxy.url);
  await recoverOnly(next);
  expect(await texts(next)).toEqual([edit]);
  await backedUp(next);
});
