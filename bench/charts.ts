/**
 * Measures how long a chart takes: realizations of 20 years by month with mean and percentile bands, drawn as in the time
 * series module, in Chromium without a graphics card; for comparison, the lines only, drawn by uPlot and by Plotly (basic
 * bundle). Prints the medians and writes `bench/results/charts.json`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../local/root.ts';
import { launchChromium, newContext } from '../tests/support/chromium.ts';
import { servePage } from './serve-page.ts';

const DRAWS = 25;
const MANY_DRAWS = 7;
const OTHERS_DRAWS = 3;
const MANY = 1000;

/** This project's aims. */
const CHART_LIMIT_MS = 100;
const MANY_LIMITS_MS = { statistics: 50, draw: 200, hover: 16.7 };

interface ChartResult {
  readonly statisticsMs: number;
  readonly drawMs: number;
  readonly fastestDrawMs: number;
  readonly slowestDrawMs: number;
  readonly limitMs: number;
}

interface ManyResult {
  readonly statisticsMs: number;
  readonly drawMs: number;
  readonly hoverMs: number;
  readonly uplotMs: number;
  readonly plotlyMs: number;
  readonly limitsMs: typeof MANY_LIMITS_MS;
}

/** Draws many times in one Chromium; medians in milliseconds of main thread time. */
async function measure(draws: number) {
  const { url, close } = await servePage(join(ROOT, 'bench/charts'), {
    page: 'page.ts',
    others: 'others.ts',
  });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(url);
    const times = await page.evaluate((count) => window.measureChart(count, 100), draws);
    const hundred: ChartResult = {
      statisticsMs: median(times.statistics),
      drawMs: median(times.draw),
      fastestDrawMs: rounded(Math.min(...times.draw)),
      slowestDrawMs: rounded(Math.max(...times.draw)),
      limitMs: CHART_LIMIT_MS,
    };
    const own = await page.evaluate(
      ([n = 1, m = 1]) => window.measureChart(n, m),
      [MANY_DRAWS, MANY],
    );
    await page.addScriptTag({ url: `${url}others.js`, type: 'module' });
    const others = await page.evaluate(
      ([n = 1, m = 1]) => window.measureOthers(n, m),
      [OTHERS_DRAWS, MANY],
    );
    const many: ManyResult = {
      statisticsMs: median(own.statistics),
      drawMs: median(own.draw),
      hoverMs: median(own.hover),
      uplotMs: median(others.uplot),
      plotlyMs: median(others.plotly),
      limitsMs: MANY_LIMITS_MS,
    };
    return { hundred, many };
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
  const { hundred, many } = await measure(DRAWS);
  console.log('100 realizations x 240 dates');
  console.table(hundred);
  console.log('1,000 realizations x 240 dates');
  console.table(many);
  const result = { ...hundred, many };
  await mkdir(join(ROOT, 'bench/results'), { recursive: true });
  await writeFile(join(ROOT, 'bench/results/charts.json'), `${JSON.stringify(result, null, 2)}\n`);
  if (hundred.fastestDrawMs > hundred.limitMs) {
    console.error(`The fastest drawing took more than ${hundred.limitMs} ms.`);
    process.exitCode = 1;
  }
}
