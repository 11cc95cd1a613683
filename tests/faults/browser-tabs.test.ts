/** Several tabs, other devices, a frozen page, a wrong clock: nobody overwrites anybody, and nobody is asked twice. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { isPoll, isSave, useTestApp } from '../test-app/behind-proxy.ts';
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
  texts,
  unique,
} from '../test-app/notes-page.ts';

const app = useTestApp();

/** No automatic polls. */
const STILL = { pollMs: 600_000 };
const CONFLICT = /^External changes detected$/;

/** A saved session with one note, open in the page. @returns its id */
async function beginSaved(page: Page, text: string): Promise<string> {
  await beginNotes(page, text);
  await pressSave(page);
  await saved(page);
  return line(page, 'session');
}

test('Two tabs with one session: the second to save is told, and a merge keeps both', async () => {
  const timings = STILL;
  const one = await openNotes(app.context, app.proxy.url, { timings });
  const [base, mine, theirs] = [unique(), unique(), unique()];
  const session = await beginSaved(one, base);
  const two = await openNotes(app.context, app.proxy.url, { timings, session });
  await says(two, 'state', /^Loaded$/);
  await add(two, mine);
  await backedUp(two);
  await add(one, theirs);
  await pressSave(one);
  await saved(one);
  // The first tab's save is announced to the second at once.
  await says(two, 'cloud', CONFLICT);
  await pressSave(two);
  expect((await cloudSession(app.user, session)).texts).toEqual([base, theirs]);

  await two.evaluate(async () => {
    const found = await window.app.service.differences();
    if (found.kind !== 'differences') throw new Error('no differences');
    const both = found.differences.filter(({ changedBy }) => changedBy === 'both');
    const merge = new Map(both.map(({ name }) => [name, 'mine'] as const));
    await window.app.service.resolve({ merge });
    await window.app.service.save();
  });
  await saved(two);
  const content = await two.evaluate(() => {
    const { state } = window.app.service;
    return 'content' in state ? Object.keys(state.content.notes) : [];
  });
  expect(content.sort()).toEqual([base, mine, theirs].sort());
});

test('Two tabs with new sessions, the first crashes: its work is offered, that of the other tab is not', async () => {
  const [crashing, living] = [unique(), unique()];
  const one = await openNotes(app.context, app.proxy.url);
  await beginNotes(one, crashing);
  const two = await openNotes(app.context, app.proxy.url);
  expect(await line(two, 'state')).toBe('Empty');
  await beginNotes(two, living);
  const session = await app.context.newCDPSession(one);
  session.send('Page.crash').catch(() => undefined);
  await new Promise((crashed) => one.once('crash', crashed));
  const three = await openNotes(app.context, app.proxy.url);
  await recoverOnly(three);
  expect(await texts(three)).toEqual([crashing]);
  await add(two, unique());
  await backedUp(two);
});

/** Dispatches the browser's events by hand: headless Chromium neither freezes pages nor uses the back/forward cache. */
const absences = {
  frozen: [
    () => document.dispatchEvent(new Event('freeze')),
    () => document.dispatchEvent(new Event('resume')),
  ],
  'kept for the back button': [
    () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  ],
} as const;

test.each(Object.entries(absences))(
  'A page that was %s checks the cloud before its first save',
  async (_, [leave, comeBack]) => {
    const page = await openNotes(app.context, app.proxy.url, { timings: STILL });
    const [base, mine, theirs] = [unique(), unique(), unique()];
    const id = await beginSaved(page, base);
    await add(page, mine);
    await backedUp(page);
    await page.evaluate(leave);
    await saveElsewhere(app.user, id, theirs);
    const from = app.proxy.exchanges.length;
    await page.evaluate(comeBack);
    await says(page, 'cloud', CONFLICT);
    await pressSave(page);
    await says(page, 'cloud', CONFLICT);
    const since = app.proxy.exchanges.slice(from).map(({ request }) => request);
    expect(since.some(isPoll)).toBe(true);
    expect(since.some(isSave)).toBe(false);
    expect((await cloudSession(app.user, id)).texts).toEqual([base, theirs]);
    await says(page, 'backup', /^Unsaved changes, backed up/);
    expect(await texts(page)).toEqual([base, mine]);
  },
);

test('A page in the back/forward cache gives up its buffer, and continues in another if it was taken', async () => {
  const page = await openNotes(app.context, app.proxy.url, { timings: STILL });
  const [first, mine, others] = [unique(), unique(), unique()];
  await beginNotes(page, first);
  const [leave, comeBack] = absences['kept for the back button'];
  await page.evaluate(leave);
  const taker = await openNotes(app.context, app.proxy.url, { timings: STILL });
  await recoverOnly(taker);
  await add(taker, others);
  await backedUp(taker);
  await page.evaluate(comeBack);
  await add(page, mine);
  await backedUp(page);
  await page.close();
  await taker.close();
  const next = await openNotes(app.context, app.proxy.url);
  const found = await next.evaluate(async () => {
    const { service } = window.app;
    const buffers = await service.recoverable();
    return Promise.all(buffers.map(({ bufferId }) => service.preview(bufferId)));
  });
  const contents = found.map((preview) =>
    preview.kind === 'preview' ? preview.content.order : [],
  );
  expect(contents).toContainEqual([first, mine]);
  expect(contents).toContainEqual([first, others]);
});

test('Ten polls that find the same conflict ask once', async () => {
  const page = await openNotes(app.context, app.proxy.url, { timings: { pollMs: 30 } });
  const id = await beginSaved(page, unique());
  await page.evaluate(() => {
    const { service } = window.app;
    let last = '';
    Reflect.set(window, 'asked', 0);
    service.subscribe((state) => {
      const remote = state.kind === 'Loaded' && state.mode === 'session' ? state.remote : null;
      const now = remote?.kind === 'conflict' ? remote.attention : '';
      if (now === 'open' && last !== 'open')
        Reflect.set(window, 'asked', Reflect.get(window, 'asked') + 1);
      last = now;
    });
  });
  await add(page, unique());
  await backedUp(page);
  await saveElsewhere(app.user, id, unique());
  await says(page, 'cloud', CONFLICT);
  await page.evaluate(() => window.app.service.resolve('notNow'));
  const from = app.proxy.exchanges.length;
  const polls = () =>
    app.proxy.exchanges.slice(from).filter(({ request }) => isPoll(request)).length;
  await expect.poll(polls, { timeout: 60_000 }).toBeGreaterThanOrEqual(10);
  expect(await page.evaluate(() => Reflect.get(window, 'asked'))).toBe(1);
  await says(page, 'cloud', CONFLICT);
});

test('A snapshot link opened in the tab of an unsaved session does not change that session', async () => {
  const page = await openNotes(app.context, app.proxy.url, { timings: STILL });
  const [shown, unsaved] = [unique(), unique()];
  await beginNotes(page, shown);
  const made = await page.evaluate(() =>
    window.app.service.makeSnapshot({ title: 'Shown', description: null }),
  );
  const snapshot = made.kind === 'created' ? made.id : '';
  await add(page, unsaved);
  await backedUp(page);
  await page.close();
  const viewer = await openNotes(app.context, app.proxy.url, { snapshot });
  await says(viewer, 'status', /^Snapshot, read-only$/);
  expect(await texts(viewer)).toEqual([shown]);
  await add(viewer, unique());
  expect(await texts(viewer)).toEqual([shown]);
  await viewer.close();
  const next = await openNotes(app.context, app.proxy.url);
  await recoverOnly(next);
  expect(await texts(next)).toEqual([shown, unsaved]);
  expect(await cloudSessions(app.user)).toEqual([]);
});

test.each([-24, 24])(
  'A clock that is %i hours off causes no false conflict and hides none',
  async (hours) => {
    await app.context.addInitScript((offsetMs) => {
      const now = Date.now;
      Date.now = () => now() + offsetMs;
    }, hours * 3_600_000);
    const page = await openNotes(app.context, app.proxy.url, { timings: { pollMs: 50 } });
    const [first, second, theirs] = [unique(), unique(), unique()];
    const id = await beginSaved(page, first);
    await add(page, second);
    await backedUp(page);
    await pressSave(page);
    await saved(page);
    expect(await said(page)).not.toContain('External changes detected');
    await add(page, unique());
    await backedUp(page);
    await saveElsewhere(app.user, id, theirs);
    await says(page, 'cloud', CONFLICT);
    expect((await cloudSession(app.user, id)).texts).toEqual([first, second, theirs]);
  },
);
