/**
 * How long a CSV file of 20 MB takes from the drop to the preview: read, checked and packed in a Worker in Chromium,
 * beside Papa Parse, which only splits it into texts. Prints the medians and writes `bench/results/import.json`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';
import { launchChromium, newContext } from '../tests/support/chromium.ts';
import { servePage } from './serve-page.ts';

const FILE_BYTES = 20 * 1024 * 1024;
const RUNS = 5;
/** What this project promises for such a file. */
export const IMPORT_LIMIT_MS = 10_000;

export interface ImportResult {
  readonly fileBytes: number;
  readonly importMs: number;
  readonly fastestImportMs: number;
  readonly papaParseMs: number;
  /** The longest time in which the page could not answer during an import. */
  readonly longestBlockMs: number;
  /** What the file's numbers take in a session's content. */
  readonly packedBytes: number;
  readonly limitMs: number;
}

/** Imports the file several times in one Chromium; medians, in milliseconds. */
export async function benchImport(runs = RUNS, bytes = FILE_BYTES): Promise<ImportResult> {
  const { url, close } = await servePage(join(ROOT, 'bench/import'), {
    page: 'page.ts',
    import: '../../web/import.worker.ts',
    'papa-parse': 'papa-parse.worker.ts',
  });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(url);
    const fileBytes = await page.evaluate((wanted) => window.makeFile(wanted), bytes);
    const ours = [];
    const papaParse = [];
    for (let i = 0; i < runs; i++) {
      ours.push(await page.evaluate(() => window.measureImport()));
      papaParse.push(await page.evaluate(() => window.measurePapaParse()));
    }
    return {
      fileBytes,
      importMs: median(ours.map(({ totalMs }) => totalMs)),
      fastestImportMs: Math.round(Math.min(...ours.map(({ totalMs }) => totalMs))),
      papaParseMs: median(papaParse),
      longestBlockMs: Math.round(Math.max(...ours.map(({ longestBlockMs }) => longestBlockMs))),
      packedBytes: ours[0]?.packedBytes ?? 0,
      limitMs: IMPORT_LIMIT_MS,
    };
  } finally {
    await browser.close();
    await close();
  }
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN);
}

if (import.meta.main) {
  const result = await benchImport();
  console.table(result);
  await mkdir(join(ROOT, 'bench/results'), { recursive: true });
  await writeFile(join(ROOT, 'bench/results/import.json'), `${JSON.stringify(result, null, 2)}\n`);
}
