/** Steps in the dialog of sessions and snapshots, and its data. */
import type { Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import { openDatabase } from '../../functions/store/client.ts';

/** Writes documents directly into the database, because the API would choose their times and versions. */
export async function seed(container: string, documents: readonly object[]): Promise<void> {
  const { cosmos } = inject('stack');
  const { items } = openDatabase({
    COSMOS_ENDPOINT: cosmos.url,
    COSMOS_KEY: cosmos.key,
    COSMOS_DATABASE: 'persistence',
  }).container(container);
  for (let at = 0; at < documents.length; at += 100) {
    await Promise.all(documents.slice(at, at + 100).map((document) => items.create(document)));
  }
}

export async function openManagement(
  page: Page,
  tab: 'Sessions' | 'Snapshots',
  filled: 'filled' | 'empty' = 'filled',
): Promise<Locator> {
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog', { name: 'Sessions and snapshots' });
  if (tab === 'Snapshots') await dialog.getByRole('tab', { name: tab }).click();
  if (filled === 'filled') await rowsOf(dialog).first().waitFor();
  return dialog;
}

export const rowsOf = (dialog: Locator) => dialog.locator('.management-row');
export const titlesOf = (dialog: Locator) => dialog.locator('.management-title').allTextContents();
export const countSays = (dialog: Locator, words: string) =>
  dialog.getByRole('status').getByText(words, { exact: true }).waitFor();
