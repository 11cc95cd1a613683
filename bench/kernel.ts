/**
 * Measures the cost of storing an edit on this device, with sessions of 10 KB to 10 MB in one Chromium run: for the
 * kernel, the original's scheme, and the simplest possible scheme. Prints the ratios and writes
 * `bench/results/kernel.json` and the table of docs/performance.md, which explains it.
 *
 * `mainMs` is how long the main thread was busy, `totalMs` the time from the edit until it was stored, including 200 ms of
 * debounce; both are medians. Times can be compared within one run, not between machines.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { writeDocsTable } from './docs-table.ts';
import { docsTable } from './kernel/docs-table.ts';
import type { Measured, SchemeName } from './kernel/page.ts';
import { servePage } from './serve-page.ts';

const SIZES = { '10KB': 10_000, '100KB': 100_000, '1.4MB': 1_400_000, '10MB': 10_000_000 };
const SCHEMES: readonly SchemeName[] = ['ours', 'original', 'plain'];
const EDITS = 21;

export type KernelResult = Record<keyof typeof SIZES, Record<SchemeName, Measured>>;

/** Measures all sizes and schemes, one after the other. */
export async function benchKernel(edits = EDITS): Promise<KernelResult> {
  const { url, close } = await servePage(join(ROOT, 'bench/kernel'), {
    page: 'page.ts',
    journal: '../../web/journal.worker.ts',
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const result = {} as KernelResult;
    for (const [size, bytes] of Object.entries(SIZES)) {
      const row = {} as Record<SchemeName, Measured>;
      for (const scheme of SCHEMES) {
        // A new page each, so that none pays for another's garbage collection.
        await page.goto(url);
        row[scheme] = await page.evaluate(
          ([name, length, count]) => window.measure(name, length, count),
          [scheme, bytes, edits] as const,
        );
      }
      result[size as keyof typeof SIZES] = row;
    }
    return result;
  } finally {
    await browser.close();
    await close();
  }
}

/** One line per size: milliseconds, and the others' times divided by ours. */
export function kernelTable(result: KernelResult): Record<string, Record<string, string>> {
  const times = (other: number, own: number) => `${(other / own).toFixed(1)} times ours`;
  return Object.fromEntries(
    Object.entries(result).flatMap(([size, row]) =>
      SCHEMES.map((scheme) => [
        `${size} ${scheme}`,
        {
          'main thread': `${row[scheme].mainMs.toFixed(2)} ms`,
          total: `${row[scheme].totalMs.toFixed(1)} ms`,
          ...(scheme !== 'ours' && { ratio: times(row[scheme].mainMs, row.ours.mainMs) }),
          stored: row[scheme].stored ? 'yes' : 'NO, it does not fit',
        },
      ]),
    ),
  );
}

if (import.meta.main) {
  const result = await benchKernel();
  console.table(kernelTable(result));
  await mkdir(join(ROOT, 'bench/results'), { recursive: true });
  await writeFile(join(ROOT, 'bench/results/kernel.json'), `${JSON.stringify(result, null, 2)}\n`);
  await writeDocsTable('kernel', docsTable(result));
}
