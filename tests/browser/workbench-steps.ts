/** Steps on the workbench's page, and checks of what it shows. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** For texts on the screen; generous because the machine may be busy, and not asked often for the same reason. */
export const SCREEN = { timeout: 60_000, interval: 100 };

export async function onStartPage(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
}

/** Creates a session from the start page and waits for its first note. */
export async function beginSession(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^New session/ }).click();
  await page.getByRole('button', { name: 'Edit note' }).first().waitFor();
}

/** Replaces the text of the first note by `text`. */
export async function writeNote(page: Page, text: string): Promise<void> {
  const area = page.getByLabel('Text of the note, in Markdown');
  if (!(await area.isVisible()))
    await page.getByRole('button', { name: 'Edit note' }).first().click();
  await area.fill(text);
}

/** The status line that says what is backed up and what is in the cloud. */
export async function statusSays(page: Page, words: RegExp): Promise<void> {
  const status = page.getByTitle('What is backed up and what is in the cloud');
  await expect.poll(() => status.textContent(), SCREEN).toMatch(words);
}

export const BACKED_UP = /^Unsaved changes, backed up \d\d:\d\d:\d\d$/;
/** The status line without a network. */
export const KEPT_OFFLINE = /^Offline, kept on this device$/;
export const SAVED = /^Saved \d\d:\d\d$/;

/** Saves for the first time in the dialog. Returns the session's id. */
export async function saveFirst(page: Page, title: string): Promise<string> {
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save session' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await toastSays(page, 'Session saved successfully');
  await statusSays(page, SAVED);
  return sessionIdOf(page);
}

export function sessionIdOf(page: Page): string {
  const id = new URL(page.url()).searchParams.get('session');
  if (!id) throw new Error(`The address contains no session: ${page.url()}`);
  return id;
}

/** Waits until the address has this query. */
export const addressIs = (page: Page, search: string) =>
  expect.poll(() => new URL(page.url()).search, SCREEN).toBe(search);

export async function toastSays(page: Page, words: string): Promise<void> {
  await page.locator('.ui-toast:visible').filter({ hasText: words }).first().waitFor();
}

/** Waits until the first note has this text, whether it is displayed or being edited. */
export async function noteSays(page: Page, text: string): Promise<void> {
  const note = page.locator('.note-text, .note-markdown').first();
  const said = () =>
    note.evaluate((element) => Reflect.get(element, 'value') ?? element.textContent);
  await expect.poll(said, SCREEN).toContain(text);
}

/** Creates a session, writes into its note and saves it under this title. Returns its id. */
export async function beginSaved(page: Page, title: string, note: string): Promise<string> {
  await beginSession(page);
  await writeNote(page, note);
  await statusSays(page, BACKED_UP);
  return saveFirst(page, title);
}

/** Writes into the note and waits until the screen says that it is backed up. */
export async function edit(page: Page, note: string, kept = BACKED_UP): Promise<void> {
  await writeNote(page, note);
  await statusSays(page, kept);
}

export async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

export function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Chooses a vector or parameter in one of a module's searchable lists. */
export async function pick(module: Locator, label: string, name: string): Promise<void> {
  await module.getByRole('button', { name: new RegExp(`^${label}: `) }).click();
  await module.getByRole('combobox', { name: `Search ${label.toLowerCase()}` }).fill(name);
  await module.page().keyboard.press('Enter');
}
