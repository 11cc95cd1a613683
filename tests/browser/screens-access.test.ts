import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { newDocument } from '../api/api-client.ts';
import { signInAs } from '../support/pages.ts';
import { comeBack, saveElsewhere } from './elsewhere.ts';
import { look, lookAt } from './look.ts';
import { newPerson } from './people.ts';
import {
  beginSaved,
  beginSession,
  chooseInMenu,
  edit,
  isFocused,
  onStartPage,
  SAVED,
  SCREEN,
  statusSays,
} from './workbench-steps.ts';

test('axe finds nothing in any screen or dialog for saving, sharing and managing, in both themes, and all of them fit 390 px', async () => {
  const alice = await newPerson();
  await signInAs(alice.context, undefined, inject('stack').url);
  const page = await alice.open();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await look(page, 'signed out');
  await signInAs(alice.context, alice.user, inject('stack').url);
  await alice.api('create-session', { body: newDocument('Earlier') });
  await alice.api('create-snapshot', { body: newDocument('Earlier') });
  await page.reload();
  await page
    .getByRole('link', { name: /Earlier/ })
    .nth(1)
    .waitFor();
  await look(page, 'start page');

  await beginSaved(page, 'Field study', 'common');
  await edit(page, 'mine');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await look(page, 'menu');
  await page.keyboard.press('Escape');
  await page.getByTitle('What is backed up and what is in the cloud').click();
  await look(page, 'status');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+S');
  await page.getByRole('dialog').getByLabel('Title').fill('');
  await page.keyboard.press('Enter');
  await look(page, 'Save as a new session');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard it' }).waitFor();
  await look(page, 'question before what was typed is discarded');
  await page.getByRole('button', { name: 'Discard it' }).click();
  await page.keyboard.press('Control+Shift+L');
  await lookAt(page, 'Create snapshot');
  await chooseInMenu(page, 'Clear what is kept on this device...');
  await lookAt(page, 'Clear what is kept on this device?');
  await chooseInMenu(page, 'Keyboard shortcuts');
  await lookAt(page, 'Keyboard shortcuts');
  await page.keyboard.press('Control+o');
  await page.getByRole('checkbox', { name: 'Select Earlier' }).check();
  await page.getByRole('button', { name: 'Delete...' }).click();
  await look(page, 'question before a deletion');
  await page.keyboard.press('Escape');
  await lookAt(page, 'Sessions and snapshots');
  await page.keyboard.press('Control+o');
  await page.getByRole('tab', { name: 'Snapshots' }).click();
  await page.getByRole('link', { name: 'Earlier' }).waitFor();
  await lookAt(page, 'Sessions and snapshots');
});

test('axe finds nothing where two versions are compared, in both themes, and it fits 390 px', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Field study', 'common');
  await edit(page, 'mine');
  await saveElsewhere(alice, id, { note: 'theirs' });
  await comeBack(page);
  await page.getByRole('radio').first().waitFor();
  await lookAt(page, 'External changes detected');
  await page.getByText('External changes detected.').waitFor();
  await look(page, 'banner of a conflict');
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: /^Save mine over it/ }).click();
  await statusSays(page, SAVED);
  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  await page.getByText('Version 2 from the cloud').waitFor();
  await lookAt(page, 'Kept copies of the last 30 days');
});

test('axe finds nothing where work is recovered or not found or somebody leaves, in both themes, and it fits 390 px', async () => {
  const alice = await newPerson();
  const { page: first, id } = await alice.openSaved('Field study', 'in the cloud');
  await edit(first, 'only here');
  await first.getByRole('button', { name: /^Signed in as/ }).click();
  await first.getByRole('menuitem', { name: 'Sign out' }).click();
  await first.getByRole('dialog', { name: 'Sign out with unsaved work?' }).waitFor();
  await look(first, 'signing out');
  await first.close();

  const page = await alice.open(`/?session=${id}`);
  await page.getByRole('dialog').getByText('Dashboard 1').waitFor();
  await look(page, 'recovery of one');
  await page.goto(new URL('/', page.url()).href);
  await page.getByRole('dialog').getByText('Dashboard 1').waitFor();
  await look(page, 'recovery of several');
  await page.getByRole('button', { name: /^Discard Field study/ }).click();
  await page.getByRole('dialog', { name: 'Discard the changes?' }).waitFor();
  await look(page, 'discarding');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByText(/with unsaved changes/).waitFor();
  await look(page, 'start page with work to recover');
  await page.goto(new URL('/?snapshot=nowhere-1', page.url()).href);
  await page.getByRole('heading', { name: 'This snapshot does not exist' }).waitFor();
  await look(page, 'unknown snapshot');
});

test('With the keyboard alone a session is created, saved and opened from the list, and the focus returns to where it was', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  const start = page.getByRole('button', { name: /^New session/ });
  for (let tabs = 0; tabs < 20 && !(await isFocused(start)); tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Edit note' }).waitFor();
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedText(page), SCREEN).toBe('Find anything...Ctrl+K');
  await page.keyboard.press('ArrowDown');
  expect(await focusedText(page)).toBe('Sessions and snapshots...Ctrl+O');
  await page.keyboard.press('End');
  expect(await focusedText(page)).toBe('Keyboard shortcuts?');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => isFocused(menu), SCREEN).toBe(true);

  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').getByLabel('Title').waitFor();
  await page.keyboard.type('Made by keyboard');
  await page.keyboard.press('Enter');
  await statusSays(page, SAVED);
  await expect.poll(() => isFocused(menu), SCREEN).toBe(true);

  await page.keyboard.press('Control+o');
  await page.getByRole('tab', { name: 'Sessions' }).focus();
  await page.keyboard.press('ArrowRight');
  const snapshots = page.getByRole('tab', { name: 'Snapshots' });
  expect(await isFocused(snapshots)).toBe(true);
  await expect.poll(() => snapshots.getAttribute('aria-selected'), SCREEN).toBe('true');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('link', { name: / by keyboard$/ }).focus();
  await page.keyboard.press('Enter');
  await statusSays(page, SAVED);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

function focusedText(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.textContent ?? null);
}

test('The status is announced politely, without the seconds that change with every backup', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  await edit(page, 'one');
  const live = page.locator('.shell-header [aria-live=polite]');
  await expect.poll(() => live.textContent(), SCREEN).toBe('Unsaved changes, backed up');
});
