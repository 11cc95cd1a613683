import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { signInAs } from '../support/pages.ts';
import { comeBack } from './elsewhere.ts';
import { newPerson } from './people.ts';
import {
  beginSession,
  edit,
  KEPT_OFFLINE,
  noteSays,
  onStartPage,
  SAVED,
  SCREEN,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

/** Opens the second window from the banner and signs in there with this name. */
async function signInBeside(page: Page, name: string): Promise<void> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in in a new window' }).click();
  const popup = await opened;
  await popup.getByLabel('Somebody else').fill(name);
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click();
  await closed;
}

async function chooseInUserMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('After being signed out during work, one signs in in a second window and the save continues; another person sends nothing', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Interrupted', 'first');
  await edit(page, 'second');

  await signInAs(alice.context, undefined, inject('stack').url);
  await page.keyboard.press('Control+s');
  await page.getByText('You are signed out.', { exact: true }).waitFor();
  await signInBeside(page, `Mallory ${alice.user.userDetails}`);
  await page.getByText('Somebody else has signed in.').waitFor();
  await page.getByRole('button', { name: /^Continue as Mallory/ }).waitFor();
  await noteSays(page, 'second');
  // The message of the first save disappears before the second save shows one.
  await page.getByText('Session saved successfully').waitFor({ state: 'detached' });

  await signInBeside(page, alice.user.userDetails);
  await toastSays(page, 'Session saved successfully');
  await statusSays(page, SAVED);
  const saved = await alice.api('get-session', { params: { id } });
  expect(saved.body.content).toContain('second');
  expect(saved.body.metadata.version).toBe(2);
});

test('A deep link survives the sign-in on a cold start', async () => {
  const alice = await newPerson();
  const { page: made, id } = await alice.openSaved('Linked', 'deep');
  await made.close();
  await signInAs(alice.context, undefined, inject('stack').url);

  const page = await alice.open(`/?session=${id}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Somebody else').fill(alice.user.userDetails);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await noteSays(page, 'deep');
  expect(new URL(page.url()).search).toBe(`?session=${id}`);
});

test('Signing out with unsaved work asks whether to save it, keep it for the next time, or delete it', async () => {
  const alice = await newPerson();
  const { url } = inject('stack');
  const dialogOn = (page: Page) =>
    page.getByRole('dialog', { name: 'Sign out with unsaved work?' });
  const signedOut = (page: Page) => page.getByRole('heading', { name: 'Holdfast' }).waitFor();

  const { page, id } = await alice.openSaved('Leaving', 'first');
  await edit(page, 'second');
  await chooseInUserMenu(page, 'Sign out');
  await dialogOn(page)
    .getByRole('button', { name: /^Save the open session/ })
    .click();
  await signedOut(page);
  const saved = await alice.api('get-session', { params: { id } });
  expect(saved.body.content).toContain('second');

  await signInAs(alice.context, alice.user, url);
  await page.goto(`${url}/?session=${id}`);
  await edit(page, 'third');
  await chooseInUserMenu(page, 'Sign out');
  await dialogOn(page)
    .getByRole('button', { name: /^Keep it on this device/ })
    .click();
  await signedOut(page);
  await page.close();

  await signInAs(alice.context, alice.user, url);
  const back = await alice.open();
  await back.getByRole('dialog', { name: 'Recover unsaved work' }).getByText('Leaving').waitFor();
  await back.keyboard.press('Escape');
  await onStartPage(back);
  await chooseInUserMenu(back, 'Sign out');
  await dialogOn(back)
    .getByRole('button', { name: /^Delete it/ })
    .click();
  const asking = back.getByRole('dialog', { name: 'Delete everything kept on this device?' });
  await asking.getByText('the unsaved changes to 1 session').waitFor();
  await asking.getByRole('button', { name: 'Cancel' }).click();
  await dialogOn(back)
    .getByRole('button', { name: /^Delete it/ })
    .click();
  await asking.getByRole('button', { name: 'Delete for good and sign out' }).click();
  await signedOut(back);
  await signInAs(alice.context, alice.user, url);
  await back.goto(url);
  await onStartPage(back);
  expect(await back.getByText(/with unsaved changes/).count()).toBe(0);

  await beginSession(back);
  await edit(back, 'fourth');
  await chooseInUserMenu(back, 'Sign out');
  await dialogOn(back)
    .getByRole('button', { name: /^Save the open session/ })
    .click();
  const saving = back.getByRole('dialog', { name: 'Save session' });
  await saving.getByLabel('Title').fill('Never saved before');
  await saving.getByRole('button', { name: 'Save and sign out' }).click();
  await signedOut(back);
  const { body } = await alice.api('list-sessions', {});
  expect(JSON.stringify(body)).toContain('Never saved before');
});

test('A browser that is online says so if the site did not answer at the start, and what is safe', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await page.route('**/.auth/me', (route) => route.abort());
  await page.reload();
  await beginSession(page);
  const away = page.getByText('Site not reached', { exact: true });
  await away.waitFor();
  await statusSays(page, /^New session; edits are kept on this device$/);
  await page.unroute('**/.auth/me');
  await comeBack(page);
  await away.waitFor({ state: 'detached' });
  await statusSays(page, /^New session$/);
});

test('Without a network the page opens for the last signed-in person, keeps the work, and saves it later', async () => {
  const alice = await newPerson('Alice', { offline: true });
  const page = await alice.open();
  await onStartPage(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await alice.context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: `Welcome, ${alice.user.userDetails}` }).waitFor();
  await beginSession(page);
  await edit(page, 'written on a train', KEPT_OFFLINE);
  await page.reload();
  await noteSays(page, 'written on a train');
  await statusSays(page, KEPT_OFFLINE);

  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save session' });
  await dialog.getByLabel('Title').fill('Train');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await statusSays(page, /^Offline, kept on this device$/);
  // It was promised: the reload does not forget it.
  await page.reload();
  await noteSays(page, 'written on a train');
  await statusSays(page, KEPT_OFFLINE);
  await alice.context.setOffline(false);
  await toastSays(page, 'Session saved successfully');
  await statusSays(page, SAVED);
  await expect.poll(() => new URL(page.url()).search, SCREEN).toMatch(/^\?session=/);
});
