import type { CDPSession, Page } from 'playwright-core';

/** Cost of an action on the page's main thread, in milliseconds. */
export interface Cost {
  /** Total time per repetition. */
  readonly task: number;
  /** The part of `task` in JavaScript. */
  readonly script: number;
  /** The longest task; 0 if none took 50 ms, from where browsers report tasks. */
  readonly longestTask: number;
  /** The slowest event until the next frame; 0 if none took 16 ms. */
  readonly slowestEvent: number;
}

declare global {
  interface Window {
    slowest: { task: number; event: number };
  }
}

/** Makes a page record its slow tasks and events from the start. */
export async function watchSlowness(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.slowest = { task: 0, event: 0 };
    const note = (what: 'task' | 'event', type: string, options: object) =>
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          window.slowest[what] = Math.max(window.slowest[what], duration);
        }
      }).observe({ type, ...options });
    note('task', 'longtask', {});
    note('event', 'event', { durationThreshold: 16 });
  });
}

/** Measures an action that is repeated `times` times. */
export async function costOf(
  page: Page,
  cdp: CDPSession,
  times: number,
  act: () => Promise<unknown>,
): Promise<Cost> {
  await settle(page);
  await page.evaluate(() => {
    window.slowest = { task: 0, event: 0 };
  });
  const before = await busy(cdp);
  await act();
  await settle(page);
  const after = await busy(cdp);
  const { task, event } = await page.evaluate(() => window.slowest);
  return {
    task: rounded((after.task - before.task) / times),
    script: rounded((after.script - before.script) / times),
    longestTask: rounded(task),
    slowestEvent: rounded(event),
  };
}

/** Waits until the page is idle: two frames, and the debounces of backup and charts. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await page.waitForTimeout(600);
}

async function busy(cdp: CDPSession): Promise<{ task: number; script: number }> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const ms = (name: string) => (metrics.find((one) => one.name === name)?.value ?? 0) * 1000;
  return { task: ms('TaskDuration'), script: ms('ScriptDuration') };
}

/** Heap in use after garbage collection, in MB. */
export async function heapMB(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const bytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return rounded(bytes / 1e6);
}

export interface Load {
  /** Milliseconds from navigation until the cards are visible, until the charts in sight are drawn, and until all are. */
  readonly cards: number;
  readonly inSight: number;
  readonly charts: number;
  /** From the cards to the charts in sight. */
  readonly between: number;
  readonly requests: number;
  readonly kilobytes: number;
}

/** Loads a URL and waits for its charts. The page itself records the times. */
export async function loadOf(page: Page, url: string, charts: number): Promise<Load> {
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate(async (count) => {
    const until = async (there: () => boolean) => {
      while (!there()) {
        if (performance.now() > 60_000) throw new Error(`Nothing came: ${document.body.innerText}`);
        await new Promise(requestAnimationFrame);
      }
      return performance.now();
    };
    const cards = await until(() => document.querySelector('article.card') !== null);
    const isInSight = (card: Element) => card.getBoundingClientRect().top < innerHeight;
    const hasPicture = (card: Element) =>
      card.querySelector('.chart-room .u-over, .note, table') !== null;
    const seen = await until(() =>
      [...document.querySelectorAll('article.card')].filter(isInSight).every(hasPicture),
    );
    const drawn = await until(() => document.querySelectorAll('.chart .u-over').length >= count);
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return {
      cards: Math.round(cards),
      inSight: Math.round(seen),
      charts: Math.round(drawn),
      between: Math.round(seen - cards),
      requests: files.length,
      kilobytes: Math.round(files.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1024),
    };
  }, charts);
}

/** Milliseconds between frames while a list scrolls to its end: median and 95th percentile. */
export async function scrollFrames(
  page: Page,
  selector: string,
): Promise<{ median: number; of95: number }> {
  return page.evaluate(async (list) => {
    const element = document.querySelector(list);
    if (!element) throw new Error(`There is no ${list}`);
    const frames: number[] = [];
    let before = await new Promise<number>(requestAnimationFrame);
    for (let i = 0; i < 200; i++) {
      element.scrollTop += 120;
      const now = await new Promise<number>(requestAnimationFrame);
      frames.push(now - before);
      before = now;
    }
    frames.sort((a, b) => a - b);
    const at = (share: number) =>
      Math.round((frames[Math.floor(frames.length * share)] ?? 0) * 10) / 10;
    return { median: at(0.5), of95: at(0.95) };
  }, selector);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
