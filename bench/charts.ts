/**
 * How long a chart takes: 100 realizations of 20 years of months with their mean and percentile bands,
 * drawn as the time series module draws them, in Chromium without a graphics card.
 * Prints the medians and writes `bench/results/charts.json`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';
import { launchChromium, newContext } from '../tests/support/chromium.ts';
import { servePage } from './serve-page.ts';

const DRAWS = 25;
/** What this project promises for a draw. */
export const CHART_LIMIT_MS = 100;

export interface ChartResult {
  readonly statisticsMs: number;
  readonly drawMs: number;
  readonly fastestDrawMs: number;
  readonly slowestDrawMs: number;
  readonly limitMs: number;
}

/** Draws the chart many times in one Chromium; medians, in milliseconds of its main thread. */
export async function benchCharts(draws = DRAWS): Promise<ChartResult> {
  const { url, close } = await servePage(join(ROOT, 'bench/charts'), { page: 'page.ts' });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(url);
    const times = await page.evaluate((count) => window.measureChart(count), draws);
    return {
      statisticsMs: median(times.statistics),
      drawMs: median(times.draw),
      fastestDrawMs: rounded(Math.min(...times.draw)),
      slowestDrawMs: rounded(Math.max(...times.draw)),
      limitMs: CHART_LIMIT_MS,
    };
  } finally {
    await browser.close();
    await close();
  }
}

function median(values: readonly number[]): number {
  return rounded(values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN);
}

function rounded(ms: number): number {
  return Number(ms.toFixed(2));
}

if (import.meta.main) {
  const result = await benchCharts();
  console.table(result);
  await mkdir(join(ROOT, 'bench/results'), { recursive: true });
  await writeFile(join(ROOT, 'bench/results/charts.json'), `${JSON.stringify(result, null, 2)}\n`);
}
