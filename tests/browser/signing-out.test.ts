/** Whatever prevents signing out is explained, and nothing is lost. */
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { signInAs } from '../support/pages.ts';
import { contentOf, saveElsewhere } from './elsewhere.ts';
import { look } from './look.ts';
import { newPerson } from './people.ts';
import {
  BACKED_UP,
  beginSession,
  edit,
  KEPT_OFFLINE,
  noteSays,
  onStartPage,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

const dialogOn = (page: Page) => page.getByRole('dialog', { name: 'Sign out with unsaved work?' });

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

async function choose(page: Page, choice: RegExp): Promise<void> {
  await dialogOn(page).getByRole('button', { name: choice }).click();
}

test('A session that was changed elsewhere is not saved when signing out: the dialog says so and leads to the choice', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Shared', 'common');
  await edit(page, 'mine');
  await signOut(page);
  await dialogOn(page).waitFor();
  await saveElsewhere(alice, id, { note: 'theirs' });
  await choose(page, /^Save the open session/);
  await dialogOn(page).getByText('You are not signed out yet.').waitFor();
  await dialogOn(page).getByText('it was changed elsewhere meanwhile').waitFor();
  await look(page, 'sign-out that met a conflict');
  await dialogOn(page).getByRole('button', { name: 'Compare and choose...' }).click();
  await page.getByRole('button', { name: /^Save mine over it/ }).click();
  await toastSays(page, 'Saved over the other version');
  expect(await contentOf(alice, id)).toContain('mine');
});

test('After the sign-in has expired nothing is saved when signing out: the dialog says so and keeps the work', async () => {
  const alice = await newPerson();
  const { page } = await alice.openSaved('Interrupted', 'first');
  await edit(page, 'second');
  await signOut(page);
  await dialogOn(page).waitFor();
  await signInAs(alice.context, undefined, inject('stack').url);
  await choose(page, /^Save the open session/);
  await dialogOn(page).getByText('your sign-in has expired').waitFor();
  await dialogOn(page).getByText('Your work is kept on this device.').waitFor();
  await dialogOn(page).getByRole('button', { name: 'Sign in in a new window' }).waitFor();
  await page.keyboard.press('Escape');
  await noteSays(page, 'second');
});

test('Offline one cannot leave for an unreachable page: each way out says why and keeps the work', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  // Loads the code of the dialogs.
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await alice.context.setOffline(true);
  await signOut(page);
  await toastSays(page, 'Signing out needs the network');

  await edit(page, 'written on a train', KEPT_OFFLINE);
  await signOut(page);
  const note = dialogOn(page).locator('.ui-banner', { hasText: 'Signing out needs the network' });
  await choose(page, /^Keep it on this device/);
  await note.waitFor();
  await choose(page, /^Delete it/);
  await page.getByRole('button', { name: 'Delete for good and sign out' }).click();
  await note.waitFor();

  await choose(page, /^Save the open session/);
  const saving = page.getByRole('dialog', { name: 'Save session' });
  await saving.getByLabel('Title').fill('Train');
  await saving.getByRole('button', { name: 'Save and sign out' }).click();
  await dialogOn(page).getByText('You are offline, so the session was not saved.').waitFor();
  await page.keyboard.press('Escape');
  await noteSays(page, 'written on a train');

  await alice.context.setOffline(false);
  await statusSays(page, /^Saved/);
});

test('Work that is open in another tab is mentioned before signing out, and can continue there', async () => {
  const alice = await newPerson();
  const other = await alice.open();
  await beginSession(other);
  await edit(other, 'in the other tab');
  const page = await alice.open();
  await onStartPage(page);
  await signOut(page);
  await dialogOn(page).getByText('Unsaved changes to 1 session are open in another tab.').waitFor();
  await choose(page, /^Keep it on this device/);
  await page.getByRole('heading', { name: 'Holdfast' }).waitFor();
  await noteSays(other, 'in the other tab');
  await statusSays(other, BACKED_UP);
});
