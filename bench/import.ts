/**
 * Measures how long a CSV file takes from the drop to the preview and until its numbers are packed, in a Worker in
 * Chromium, compared with Papa Parse, which only splits it into strings: 5 to 250 MB, 10 to 2,000 vectors. Prints the
 * medians and writes `bench/results/import.json`. `-- quick` skips the largest file and writes nothing.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';
import { launchChromium, newContext } from '../tests/support/chromium.ts';
import { writeDocsTable } from './docs-table.ts';
import { importTable } from './import/docs-table.ts';
import { servePage } from './serve-page.ts';

const RESULT = join(ROOT, 'bench/results/import.json');
const MB = 1024 * 1024;
const RUNS = 3;
/** Megabytes and vectors. */
const CASES = [
  [5, 10],
  [20, 10],
  [20, 200],
  [20, 2000],
  [250, 200],
] as const;
/** This project's aims: time for a file of 20 MB, and for any file this many times as long as Papa Parse takes to split it. */
const IMPORT_LIMIT_MS = 10_000;
const IMPORT_LIMIT_RATIO = 3;

export interface ImportResult {
  readonly fileBytes: number;
  readonly vectors: number;
  /** Until the preview can be shown. */
  readonly readMs: number;
  /** Until its numbers are packed too. */
  readonly importMs: number;
  readonly fastestImportMs: number;
  readonly papaParseMs: number;
  /** Import time divided by Papa Parse's. */
  readonly ratio: number;
  /** The longest time for which the page was blocked during an import. */
  readonly longestBlockMs: number;
  /** Size of the file's packed numbers. */
  readonly packedBytes: number;
}

/** Imports a file several times in one Chromium; medians, in milliseconds. */
export async function benchImport(
  runs = RUNS,
  bytes = 20 * MB,
  vectors = 10,
): Promise<ImportResult> {
  const { url, close } = await servePage(join(ROOT, 'bench/import'), {
    page: 'page.ts',
    import: '../../web/import.worker.ts',
    'papa-parse': 'papa-parse.worker.ts',
  });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(url);
    const fileBytes = await page.evaluate(([size, count]) => window.makeFile(size, count), [
      bytes,
      vectors,
    ] as const);
    const ours = [];
    const papaParse = [];
    for (let i = 0; i < runs; i++) {
      ours.push(await page.evaluate(() => window.measureImport()));
      papaParse.push(await page.evaluate(() => window.measurePapaParse()));
    }
    const importMs = median(ours.map(({ totalMs }) => totalMs));
    const papaParseMs = median(papaParse);
    return {
      ...{ fileBytes, vectors, importMs, papaParseMs },
      readMs: median(ours.map(({ readMs }) => readMs)),
      fastestImportMs: Math.round(Math.min(...ours.map(({ totalMs }) => totalMs))),
      ratio: Math.round((importMs / papaParseMs) * 100) / 100,
      longestBlockMs: Math.round(Math.max(...ours.map(({ longestBlockMs }) => longestBlockMs))),
      packedBytes: ours[0]?.packedBytes ?? 0,
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
  const isQuick = process.argv.includes('quick');
  const results: ImportResult[] = [];
  for (const [megabytes, vectors] of CASES) {
    if (isQuick && megabytes > 20) continue;
    results.push(await benchImport(RUNS, megabytes * MB, vectors));
  }
  console.table(results);
  if (!isQuick) {
    await writeFile(RESULT, `${JSON.stringify(results, null, 2)}\n`);
    await writeDocsTable('import', importTable(results));
  }
  const isOver = ({ fileBytes, importMs }: ImportResult) =>
    fileBytes < 21 * MB && importMs > IMPORT_LIMIT_MS;
  const slow = results.filter((one) => one.ratio > IMPORT_LIMIT_RATIO || isOver(one));
  for (const { fileBytes, vectors, ratio, importMs } of slow) {
    console.error(
      `${fileBytes} bytes with ${vectors} vectors took ${importMs} ms, ${ratio} times as long as Papa Parse.`,
    );
  }
  if (slow.length > 0) process.exitCode = 1;
}
