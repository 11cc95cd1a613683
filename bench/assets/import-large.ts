import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { launchChromium } from '../../tests/support/chromium.ts';
import { signInAs } from '../../tests/support/pages.ts';
import { newUser } from '../../tests/support/users.ts';
import { ratesOf, type Shape } from './contents.ts';
import { memoryOf, pageMB } from './page-memory.ts';

const SHAPE: Shape = { realizations: 1000, dates: 240, vectors: 100 };
const PATIENCE_MS = 15 * 60_000;
/** Wait for the browser to free the import's memory. */
const SETTLED_MS = 5_000;

export interface ImportFigures {
  readonly fileBytes: number;
  /** From choosing the file until the ensemble is part of the session, without a person's reading time. */
  readonly seconds: number;
  /** The part of `seconds` until the preview is shown. */
  readonly readSeconds: number;
  /** From there until it is saved in the cloud, over loopback. */
  readonly saveSeconds: number;
  /** Memory of the page's process: before, peak, after the import, and with a chart after the save. */
  readonly beforeMB: number;
  readonly mostMB: number;
  readonly afterMB: number;
  readonly savedMB: number;
}

/** Imports a CSV file of 1,000 realizations, 240 dates and 100 vectors into the built page, with a profile on disk. */
export async function importFigures(site: string, folder: string): Promise<ImportFigures> {
  const file = join(folder, 'model.csv');
  const fileBytes = await writeCsv(file, SHAPE);
  const context = await launchChromium({ userDataDir: await mkdtemp(join(folder, 'profile-')) });
  const browser = context.browser();
  if (!browser) throw new Error('The profile has no browser');
  try {
    await signInAs(context, newUser('Bench'), site);
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(site);
    await page.getByRole('button', { name: /^New session/ }).click();
    await page.getByRole('button', { name: 'Edit note' }).first().waitFor();
    await page.getByRole('button', { name: 'Ensembles', exact: true }).click();
    const beforeMB = await pageMB(browser, page);
    const startMs = performance.now();
    await page.getByLabel('Data files', { exact: true }).setInputFiles(file);
    const dialog = page.getByRole('dialog', { name: 'Import data' });
    const add = dialog.getByRole('button', { name: 'Add ensemble' });
    await add.waitFor();
    const readMs = performance.now() - startMs;
    await add.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^model 1,?000 realizations$/ }).waitFor();
    const doneMs = performance.now() - startMs;
    await wait(SETTLED_MS);
    const afterMB = await pageMB(browser, page);
    const { most } = await memoryOf(browser);
    const saveMs = performance.now();
    await page.keyboard.press('Control+s');
    const save = page.getByRole('dialog', { name: 'Save session' });
    await save.getByLabel('Title').fill('Imported');
    await save.getByRole('button', { name: 'Save', exact: true }).click();
    const status = page.getByTitle('What is backed up and what is in the cloud');
    await status.filter({ hasText: /^Saved/ }).waitFor();
    const saveSeconds = inSeconds(performance.now() - saveMs);
    return {
      ...{ fileBytes, seconds: inSeconds(doneMs), readSeconds: inSeconds(readMs), saveSeconds },
      ...{ beforeMB, mostMB: most, afterMB, savedMB: await pageMB(browser, page) },
    };
  } finally {
    await context.close();
  }
}

function inSeconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

/** Writes one line per realization and date. Returns the size in bytes. */
async function writeCsv(path: string, { realizations, dates, vectors }: Shape): Promise<number> {
  const file = createWriteStream(path);
  const rates = Array.from({ length: vectors }, (_, i) => ratesOf(i + 1));
  file.write(`REALIZATION,DATE,${rates.map((_, i) => `V${i}`).join()}\n`);
  for (let realization = 0; realization < realizations; realization++) {
    const lines = Array.from({ length: dates }, (_, date) => {
      const day = new Date(Date.UTC(2000, date)).toISOString().slice(0, 10);
      return `${realization},${day},${rates.map((rate) => rate(date)).join()}\n`;
    });
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return file.bytesWritten;
}
