/** Network faults during a save. The screen always tells the truth, and each edit arrives in the cloud once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { apiClient } from '../api/api-client.ts';
import { newAsset, putAsset } from '../support/assets.ts';
import { signInAs } from '../support/pages.ts';
import { newUser } from '../support/users.ts';
import { isApi, isSave, useTestApp } from '../test-app/behind-proxy.ts';
import { cloudSession, cloudSessions, saveElsewhere } from '../test-app/cloud.ts';
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
  started,
  texts,
  unique,
} from '../test-app/notes-page.ts';
import * as effects from './effects.ts';

const app = useTestApp();

const JSON_TYPE = { 'content-type': 'application/json' };
/** Short waits before retries; polls only on request. */
const QUICK = { retryBaseMs: 40, retryMaxMs: 200, retryAttempts: 1_000, pollMs: 60_000 };
const UNKNOWN = 'No answer yet, checking whether it was saved...';

test.each([
  ['a reset before the body', effects.resetBefore()],
  ['a reset during the body', effects.resetInBody()],
  ['a reset after the body', effects.resetAfterBody()],
  ['a lost response', effects.lostAnswer()],
  ['a reset during the response', effects.resetInAnswer()],
  ['a truncated response', effects.truncatedAnswer()],
  ['an empty 200 instead of saving', effects.answer(200, JSON_TYPE)],
  ['an empty 200 after saving', effects.answerAfter(200, JSON_TYPE)],
  ['a response of another type', effects.wrongContentType('text/plain')],
  ['a gateway timeout after saving', effects.answerAfter(504, { 'content-type': 'text/html' })],
])(
  '%s does not count as success: the outcome is read back, and the save is done once, the first time and later',
  async (_, effect) => {
    const page = await openNotes(app.context, app.proxy.url, { timings: QUICK });
    const edits = [unique()];
    await beginNotes(page, edits[0] ?? '');
    for (const version of [1, 2]) {
      // Waits until the screen shows it: after a reset on an open connection, the browser itself retries.
      const fault = app.proxy.inject({ match: isSave, times: Infinity, effect });
      await pressSave(page);
      await expect.poll(() => said(page), { timeout: 60_000 }).toContain(UNKNOWN);
      fault.remove();
      await saved(page);
      expect(await cloudSessions(app.user)).toEqual([
        { id: await line(page, 'session'), title: 'Notes', version, texts: edits },
      ]);
      if (version === 2) break;
      await page.evaluate(() => window.app.said.clear());
      edits.push(unique());
      await add(page, edits[1] ?? '');
      await backedUp(page);
    }
    expect(await said(page)).not.toContain('External changes detected');
  },
);

test('A sign-in page as the response means signed out, never saved', async () => {
  const page = await openNotes(app.context, app.proxy.url, { timings: QUICK });
  const edit = unique();
  await beginNotes(page, edit);
  const html = effects.answer(200, { 'content-type': 'text/html' }, '<!doctype html>');
  app.proxy.inject({ match: isSave, effect: html });
  await pressSave(page);
  await says(page, 'status', /^Not saved: sign in again to save; backed up \d\d:\d\d:\d\d$/);
  expect(await cloudSessions(app.user)).toEqual([]);
  await page.evaluate((id) => window.app.service.signedIn(id), app.user.userId);
  await saved(page);
  expect((await cloudSessions(app.user)).map((session) => session.texts)).toEqual([[edit]]);
});

test('503 without end: the page says so and keeps everything; later it saves once', async () => {
  const timings = { ...QUICK, retryAttempts: 3 };
  const page = await openNotes(app.context, app.proxy.url, { timings });
  const edit = unique();
  await beginNotes(page, edit);
  const busy = effects.answer(503, { 'content-type': 'text/html' });
  const fault = app.proxy.inject({ match: isApi, times: Infinity, effect: busy });
  await pressSave(page);
  await says(page, 'cloud', /^Not saved: /);
  expect(fault.hits).toBeGreaterThan(1);
  await says(page, 'backup', /^Unsaved changes, backed up/);
  app.proxy.heal();
  await pressSave(page);
  await saved(page);
  expect((await cloudSessions(app.user)).map((session) => session.texts)).toEqual([[edit]]);
});

test('An edit made during a slow save stays unsaved and backed up', async () => {
  const page = await openNotes(app.context, app.proxy.url, { timings: QUICK });
  const [first, second] = [unique(), unique()];
  await beginNotes(page, first);
  const answered = Promise.withResolvers<void>();
  const slow = effects.heldAnswer(answered.promise);
  const { proxy } = app;
  const fault = proxy.inject({ match: isSave, effect: slow });
  await pressSave(page);
  await expect.poll(() => fault.hits, { timeout: 60_000 }).toBe(1);
  await says(page, 'cloud', /^Saving\.\.\.$/);
  await add(page, second);
  await backedUp(page);
  answered.resolve();
  await says(page, 'cloud', /^Last saved/);
  await says(page, 'status', /^Unsaved changes, backed up/);
  const id = await line(page, 'session');
  expect((await cloudSession(app.user, id)).texts).toEqual([first]);
  await page.reload();
  await started(page);
  await says(page, 'state', /^Loaded$/);
  expect(await texts(page)).toEqual([first, second]);
  await pressSave(page);
  await saved(page);
  expect(await cloudSession(app.user, id)).toMatchObject({ version: 2, texts: [first, second] });
});

test('50 edits offline and a restart: all are there, and one save brings them to the cloud', async () => {
  const page = await openNotes(app.context, app.proxy.url, { timings: QUICK });
  await page.evaluate(() => window.app.begin());
  await app.context.setOffline(true);
  const edits = Array.from({ length: 50 }, unique);
  for (const edit of edits) {
    await add(page, edit);
    if (Math.random() < 0.2) await sleep(30);
  }
  await pressSave(page);
  await says(page, 'status', /^Offline, kept on this device$/);
  await backedUp(page);
  await page.close();

  // The page itself is available again, but neither the API nor the sign-in.
  const unreachable = ({ path }: { path: string }) => /^\/(api|\.auth)\//.test(path);
  const reset = effects.resetBefore();
  app.proxy.inject({ match: unreachable, times: Infinity, effect: reset });
  await app.context.setOffline(false);
  const next = await openNotes(app.context, app.proxy.url, { timings: QUICK });
  await recoverOnly(next);
  expect(await texts(next)).toEqual(edits);
  app.proxy.heal();
  const from = app.proxy.exchanges.length;
  await pressSave(next);
  await saved(next);
  const saves = app.proxy.exchanges.slice(from).filter(({ request }) => isSave(request));
  expect(saves.length).toBe(1);
  expect((await cloudSessions(app.user)).map((session) => session.texts)).toEqual([edits]);
});

test('Signed out during a save: nothing is lost, and no other user sees or sends it', async () => {
  const page = await openNotes(app.context, app.proxy.url, { timings: QUICK });
  const edit = unique();
  await beginNotes(page, edit);
  await signInAs(app.context, undefined, app.proxy.url);
  await pressSave(page);
  await says(page, 'status', /^Not saved: sign in again to save; backed up \d\d:\d\d:\d\d$/);
  await says(page, 'backup', /^Unsaved changes, backed up/);

  const other = newUser();
  await signInAs(app.context, other, app.proxy.url);
  await page.evaluate((id) => window.app.service.signedIn(id), other.userId);
  await says(page, 'status', /^Not saved: somebody else is signed in; backed up \d\d:\d\d:\d\d$/);
  const otherPage = await openNotes(app.context, app.proxy.url);
  expect(await line(otherPage, 'state')).toBe('Empty');
  await page.close();
  const afterwards = await otherPage.evaluate(() => window.app.service.recoverable());
  expect(afterwards).toEqual([]);
  expect(await cloudSessions(other)).toEqual([]);

  await signInAs(app.context, app.user, app.proxy.url);
  const again = await openNotes(app.context, app.proxy.url, { timings: QUICK });
  await recoverOnly(again);
  expect(await texts(again)).toEqual([edit]);
  await pressSave(again);
  await saved(again);
  expect((await cloudSessions(app.user)).map((session) => session.texts)).toEqual([[edit]]);
  expect(await cloudSessions(other)).toEqual([]);
});

/** Random texts, which compress badly, so that what differs is much smaller than the whole. */
const LARGE = Array.from({ length: 300 }, unique);

/** The JSON that the page has sent in its saves since `from`. */
function sentSaves(from: number) {
  return app.proxy.exchanges.slice(from).flatMap(({ request: { body, ...request } }) => {
    if (!isSave(request)) return [];
    const isGzipped = request.headers['content-encoding'] === 'gzip';
    const json = JSON.parse(String(isGzipped ? gunzipSync(body) : body));
    return [{ bytes: body.byteLength, fields: Object.keys(json).sort() }];
  });
}

/** A page with a large session that is saved, and a new note in it that is not. */
async function withLargeSession() {
  const page = await openNotes(app.context, app.proxy.url, { timings: QUICK });
  await page.evaluate(() => window.app.begin());
  await page.evaluate((notes) => {
    for (const note of notes) window.app.add(note);
  }, LARGE);
  await backedUp(page);
  await pressSave(page);
  await saved(page);
  await page.evaluate(() => window.app.said.clear());
  const note = unique();
  await add(page, note);
  await backedUp(page);
  const id = await line(page, 'session');
  const from = app.proxy.exchanges.length;
  return { page, id, note, sent: () => sentSaves(from) };
}

const DELTA = ['contentDelta', 'description', 'title'];
const WHOLE = ['content', 'description', 'title'];

test('A new note in a large session is sent alone, and after a lost response not twice', async () => {
  const { page, id, note, sent } = await withLargeSession();
  const fault = app.proxy.inject({ match: isSave, effect: effects.lostAnswer() });
  await pressSave(page);
  await saved(page);
  expect(fault.hits).toBe(1);
  // After a reset on an open connection, the browser may send the same request again by itself.
  for (const { bytes, fields } of sent()) {
    expect(fields).toEqual(DELTA);
    expect(bytes).toBeLessThan(600);
  }
  const cloud = { id, title: 'Notes', version: 2, texts: [...LARGE, note] };
  expect(await cloudSession(app.user, id)).toEqual(cloud);
});

test.each([
  ['refuses unknown fields, as an older one does', 400],
  ['cannot read what it has stored', 500],
])('If the server %s, the whole content follows without a word', async (_, status) => {
  const { page, id, note, sent } = await withLargeSession();
  const error = { type: 'x', message: 'x', service: 'persistence' };
  const problem = { type: 'x', title: 'x', status, detail: 'x', traceId: 'x', error };
  const type = { 'content-type': 'application/problem+json' };
  const effect = effects.answer(status, type, JSON.stringify(problem));
  const fault = app.proxy.inject({ match: isSave, effect });
  await pressSave(page);
  await saved(page);
  expect(fault.hits).toBe(1);
  // The proxy records only what it passes on.
  expect(sent().map(({ fields }) => fields)).toEqual([WHOLE]);
  expect((await cloudSession(app.user, id)).texts).toEqual([...LARGE, note]);
  expect((await said(page)).filter((words) => words.startsWith('Not saved'))).toEqual([]);
});

test('If the session has other assets than the page knows, the whole content follows', async () => {
  const { page, id, note, sent } = await withLargeSession();
  const api = apiClient(inject('stack').functionsUrl, app.user);
  const asset = newAsset();
  await putAsset(api, asset);
  const params = { session_id: id };
  await api('update-session', { params, body: { assets: [asset.hash] } });
  await pressSave(page);
  await saved(page);
  expect(sent().map(({ fields }) => fields)).toEqual([DELTA, DELTA, WHOLE]);
  expect(await cloudSession(app.user, id)).toMatchObject({ version: 3, texts: [...LARGE, note] });
});

test('What differs from a version that somebody has replaced is a conflict, and nothing is overwritten', async () => {
  const { page, id, note, sent } = await withLargeSession();
  const theirs = unique();
  await saveElsewhere(app.user, id, theirs);
  await pressSave(page);
  await says(page, 'status', /External changes detected/);
  expect((await cloudSession(app.user, id)).texts).toEqual([...LARGE, theirs]);
  await page.evaluate(() => window.app.service.resolve('overwrite'));
  await saved(page);
  expect(sent().map(({ fields }) => fields)).toEqual([DELTA, WHOLE]);
  expect(await cloudSession(app.user, id)).toMatchObject({ version: 3, texts: [...LARGE, note] });
});
