/** Code that fails to load, errors in the page itself, and errors with unknown causes on the server. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { look } from './look.ts';
import { newPerson } from './people.ts';
import { problemAnswer } from './problem-answer.ts';
import {
  BACKED_UP,
  beginSession,
  chooseInMenu,
  edit,
  KEPT_OFFLINE,
  noteSays,
  onStartPage,
  SAVED,
  saveFirst,
  statusSays,
  toastSays,
  writeNote,
} from './workbench-steps.ts';

const DIALOGS = /\/assets\/opened-dialogs-.*\.js$/;
const KEPT = /Your work is kept on this device\./;

test('A dialog whose code fails to load is replaced by an error; retrying shows it once the site answers', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await page.route(DIALOGS, (route) => route.abort());
  await beginSession(page);
  await edit(page, 'not in the cloud yet');

  await page.keyboard.press('Control+s');
  const failure = page.getByRole('dialog', { name: 'This could not be loaded' });
  await failure.getByText(KEPT).waitFor();
  await look(page, 'dialog that could not be loaded');
  await alice.context.setOffline(true);
  await failure.getByRole('button', { name: 'Try again' }).click();
  await failure.getByText(/Holdfast cannot be reached \(tried \d\d:\d\d:\d\d\)/).waitFor();
  await page.keyboard.press('Escape');
  await failure.waitFor({ state: 'detached' });
  await noteSays(page, 'not in the cloud yet');

  await page.unroute(DIALOGS);
  await alice.context.setOffline(false);
  await page.keyboard.press('Control+s');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await failure.waitFor({ state: 'detached' });
  await noteSays(page, 'not in the cloud yet');
  await saveFirst(page, 'Saved in the end');
});

test('A module whose code fails to load says so in its place, and everything else keeps working', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await page.route(/\/assets\/markdown-.*\.js$/, (route) => route.abort());
  await page.getByRole('button', { name: /^Field overview/ }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'could not be loaded' }).first();
  await failure.getByRole('button', { name: 'Try again' }).waitFor();
  expect(await failure.evaluate((element) => element.closest('.card') !== null)).toBe(true);
  const others = page.getByRole('article').filter({ hasNot: page.getByRole('alert') });
  await others.first().waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).waitFor();
});

test('On a first visit the service worker takes over, so dialogs and messages work once the network is gone', async () => {
  const alice = await newPerson('Alice', { offline: true });
  const page = await alice.open();
  await beginSession(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await alice.context.setOffline(true);
  await edit(page, 'not in the cloud yet', KEPT_OFFLINE);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save session' });
  await dialog.getByLabel('Title').fill('On a train');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await toastSays(page, 'It will be saved when you are online.');
  await chooseInMenu(page, 'Kept copies of the last 30 days');
  await page.getByRole('dialog').getByText('No kept copies').waitFor();
  await page.keyboard.press('Escape');
  await alice.context.setOffline(false);
  await toastSays(page, 'Session saved successfully');
});

test('An error without another place on the screen is shown in a message, with where the work is', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await page.route(/\/assets\/template-contents-.*\.js$/, (route) => route.abort());
  await page.getByRole('button', { name: /^New session/ }).click();
  await toastSays(
    page,
    'A part of the page could not be loaded: try again once the connection is back. Nothing is lost.',
  );
  await page.unroute(/\/assets\/template-contents-.*\.js$/);
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await loaded;
  await beginSession(page);
});

test('An error in the page itself leaves a page that says so, offers the work for download and restores it with a reload', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  await breakTitle(page);
  await writeNote(page, 'written as it broke');

  await page.getByRole('heading', { name: 'Holdfast has stopped' }).waitFor();
  await page.getByRole('alert').filter({ hasText: KEPT }).waitFor();
  await look(page, 'stopped');
  expect(alice.errors().join()).toContain('broken on purpose');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the session' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  expect(file).toContain('written as it broke');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await noteSays(page, 'written as it broke');
  await statusSays(page, BACKED_UP);
});

/** Makes the shell throw the next time it renders another title. */
function breakTitle(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, 'title', {
      get: () => 'Holdfast',
      set() {
        throw new Error('broken on purpose');
      },
    });
  });
}

test('After a dialog that breaks the page one can get back to the start page, where the work is offered', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const broken = 'export function OpenedDialogs() { throw new Error("broken on purpose"); }';
  await page.route(DIALOGS, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: broken }),
  );
  await beginSession(page);
  await edit(page, 'not in the cloud yet');
  await page.keyboard.press('Control+s');
  await page.getByRole('alert').filter({ hasText: KEPT }).waitFor();
  await page.getByRole('button', { name: 'Go to the start page' }).click();
  await onStartPage(page);
  await page.getByText(/with unsaved changes/).waitFor();
});

test('Retrying a failed save reports each result; an unknown problem is logged in the console once, with its trace id', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Failing', 'first');
  await edit(page, 'second');
  const isPut = (url: URL) => url.pathname.endsWith(`/sessions/${id}`);
  await page.route(isPut, (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill(problemAnswer({ status: 500 }))
      : route.continue(),
  );

  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Something went wrong on the server' });
  for (const sent of [1, 2]) {
    await dialog.waitFor();
    const logged = alice.errors().filter((line) => line.includes('trace-1'));
    expect(logged).toEqual(
      Array(sent).fill('update-session failed with status 500, trace id trace-1'),
    );
    if (sent === 2) await page.unroute(isPut);
    await dialog.getByRole('button', { name: 'Try again' }).click();
  }
  await toastSays(page, 'Session saved successfully');
  await statusSays(page, SAVED);
});

test.each(['Web Locks', 'Promise.withResolvers'])(
  'A browser without %s is told what the page needs',
  async (missing) => {
    const alice = await newPerson();
    await alice.context.addInitScript((what) => {
      if (what === 'Web Locks') Reflect.deleteProperty(Navigator.prototype, 'locks');
      else Reflect.deleteProperty(Promise, 'withResolvers');
    }, missing);
    const page = await alice.open();
    await page.getByText('Holdfast cannot run here.').waitFor();
    expect(await page.locator('body').innerText()).toBe(
      'Holdfast cannot run here. It needs a browser from March 2024 or later, and an address that begins with https.',
    );
    expect(alice.errors()).toEqual([]);
  },
);
