/** Steps with imported data, and checks of what charts say. */
import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { addModule } from '../../web/workbench/edits/modules.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { newPage, type PageErrors } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
import { dropFile } from './drop-files.ts';
import type { Opened } from './workbench-open.ts';
import { SAVED, statusSays } from './workbench-steps.ts';

/** A note and a chart of `vector`. */
export function withChart(vector: string): SessionContent {
  const content = contentFrom('empty');
  const settings = { vector, ensembles: 'all', realizations: true, mean: true, percentiles: true };
  const dashboard = content.dashboards[0]?.id ?? '';
  return addModule(content, dashboard, { type: 'time-series', settings, size: { w: 6, h: 8 } });
}

/** Imports a text file as an ensemble of this name. */
export async function addData(page: Page, name: string, text: string): Promise<void> {
  await dropFile(page, `${name}.csv`, text);
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await dialog.getByRole('button', { name: 'Add ensemble' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: new RegExp(`^${name} \\d+ realizations$`) }).waitFor();
}

export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
}

/** Waits until a chart is drawn with this accessible description. */
export async function chartShows(page: Page, words: RegExp): Promise<void> {
  await page.locator('canvas').first().waitFor();
  await page.getByRole('img', { name: words }).or(page.getByLabel(words)).first().waitFor();
}

/** The same user on another device. */
export async function elsewhere({
  user,
}: Opened): Promise<{ page: Page; errors: PageErrors; context: BrowserContext }> {
  const context = await newTestContext({ viewport: { width: 1280, height: 900 } });
  return { ...(await newPage(context, user, inject('stack').url)), context };
}
