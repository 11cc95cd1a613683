import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { CONTENT_SCHEMA_VERSION } from '../../web/workbench/content/version.ts';
import { newVisitor, openWith } from './workbench-open.ts';

const { url } = inject('stack');

const CHARTS = 12;

/** A dashboard several screens long. */
const long: SessionContent = {
  schemaVersion: CONTENT_SCHEMA_VERSION,
  activeDashboardId: 'd',
  settings: { percentiles: [10, 50, 90], ensembleColors: {} },
  userCreatedItems: { annotations: [] },
  dashboards: [
    {
      id: 'd',
      name: 'Long',
      modules: Array.from({ length: CHARTS }, (_, i) => ({
        id: `m${i}`,
        type: 'time-series',
        settings: {
          ...{ vector: 'FOPR', ensembles: 'all' },
          ...{ realizations: true, mean: true, percentiles: true },
        },
        layout: { x: 0, y: i * 8, w: 12, h: 8 },
      })),
    },
  ],
  ensembleSet: {
    ensembles: [
      { id: 'n', name: 'North', source: { kind: 'example', example: 'north-flank', seed: 11 } },
    ],
  },
  realizationFilterSet: { filters: {} },
};

declare global {
  interface Window {
    /** Records each drawing of a chart. */
    drawn: HTMLCanvasElement[];
    /** The number of cards with a view when the first chart was drawn. */
    viewsAtFirst: number;
    /** Records each drawing over a chart. */
    drawnOver: HTMLCanvasElement[];
  }
}

async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.drawn = [];
    window.drawnOver = [];
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      const { canvas } = this;
      window.viewsAtFirst ??= document.querySelectorAll('.card-body > *:first-child').length;
      const isOver = canvas.classList.contains('chart-overlay');
      (isOver ? window.drawnOver : window.drawn).push(canvas);
      clearRect.apply(this, box);
    };
  });
}

const drawnOnce = (page: Page) => page.evaluate(() => new Set(window.drawn).size);

test('Charts are drawn one after another, once each and all of them, but at once before a page is printed', async () => {
  const { page, errors } = await newVisitor(url);
  await watchDrawing(page);
  await openWith(page, url, long);
  await expect.poll(() => drawnOnce(page)).toBe(CHARTS);
  expect(await page.evaluate(() => window.drawn.length)).toBe(CHARTS);
  // Nobody points at them.
  expect(await page.evaluate(() => window.drawnOver.length)).toBe(0);

  const [inTheSameTask, onPaper] = await page.evaluate(async () => {
    const rendered = async () => {
      for (let i = 0; i < 100; i++) await null;
    };
    window.drawn = [];
    document.documentElement.dataset.theme = 'dark';
    await rendered();
    const before = window.drawn.length;
    dispatchEvent(new Event('beforeprint'));
    await rendered();
    const after = window.drawn.length;
    dispatchEvent(new Event('afterprint'));
    return [before, after];
  });
  expect(inTheSameTask).toBe(0);
  expect(onPaper).toBe(CHARTS);

  await page.evaluate(() => {
    window.drawn = [];
    document.documentElement.dataset.theme = 'light';
  });
  await expect.poll(() => drawnOnce(page)).toBe(CHARTS);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('The items of a menu are rendered when it is first opened', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, long);
  await page.locator('.chart .u-over').first().waitFor();
  const items = page.locator('.card [role^=menuitem]');
  expect(await items.count()).toBe(0);
  await page
    .getByRole('button', { name: /^Actions for / })
    .nth(1)
    .click();
  await page.getByRole('menuitem', { name: 'Rename' }).waitFor();
  await expect.poll(() => page.locator('[role=menuitem]:focus').innerText()).toBe('Rename');
  expect(await items.count()).toBe(await page.getByRole('menuitem').count());
  expect(errors).toEqual({ console: [], csp: [] });
});

test('The browser skips cards that are far from the screen, and a move changes no style inside a card', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, long);
  const last = page.locator(`[data-grid-id="m${CHARTS - 1}"] .card`);
  const isRendered = () =>
    last.evaluate((card) => card.checkVisibility({ contentVisibilityAuto: true }));
  await last.waitFor({ state: 'attached' });
  await expect.poll(isRendered).toBe(false);
  await last.scrollIntoViewIfNeeded();
  await expect.poll(isRendered).toBe(true);
  const places = await last.evaluate((card) => {
    const of = (element: Element | null) =>
      element && getComputedStyle(element).getPropertyValue('--y');
    return [of(card.parentElement), of(card)];
  });
  expect(places).toEqual([String((CHARTS - 1) * 8 + 1), '1']);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('Cards out of sight are rendered after the charts in sight, and at once when they come into sight', async () => {
  const { page, errors } = await newVisitor(url);
  await watchDrawing(page);
  await openWith(page, url, long);
  await page.locator('.chart .u-over').first().waitFor();
  const inSight = await page.locator('.card').evaluateAll(
    (cards) =>
      cards.filter((card) => {
        const { top, bottom } = card.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      }).length,
  );
  expect(inSight).toBeLessThan(CHARTS);
  expect(await page.evaluate(() => window.viewsAtFirst)).toBe(inSight);
  await page.locator(`[data-grid-id="m${CHARTS - 1}"]`).scrollIntoViewIfNeeded();
  await page.locator(`[data-grid-id="m${CHARTS - 1}"] .u-over`).waitFor();
  expect(errors).toEqual({ console: [], csp: [] });
});

test('Moving a card moves none in the document at once; they follow one by one', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, long);
  await page.locator('.chart .u-over').first().waitFor();
  const order = () =>
    page
      .locator('.grid')
      .evaluate((grid) => [...grid.children].map((cell) => (cell as HTMLElement).dataset.gridId));
  const places = () =>
    page
      .locator('.grid-cell')
      .evaluateAll((cells) =>
        cells
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((cell) => (cell as HTMLElement).dataset.gridId),
      );
  const before = await order();
  expect(await places()).toEqual(before);

  await page.locator('[data-grid-id=m0] button[data-grid-handle=move]').focus();
  const moves = await page.locator('.grid').evaluateHandle((grid) => {
    const seen: number[] = [];
    new MutationObserver((records) => seen.push(records.length)).observe(grid, { childList: true });
    return seen;
  });
  await page.evaluate(async () => {
    const key = { key: 'ArrowDown', bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key));
    for (let i = 0; i < 100; i++) await null;
  });
  const moved = ['m1', 'm0', ...before.slice(2)];
  expect(await places()).toEqual(moved);
  expect(await moves.evaluate((seen) => seen.length)).toBe(0);

  await expect.poll(order).toEqual(moved);
  expect(await moves.evaluate((seen) => seen)).toEqual([2]);
  const focused = page.locator('[data-grid-id=m0] button[data-grid-handle=move]:focus');
  expect(await focused.count()).toBe(1);
  expect(errors).toEqual({ console: [], csp: [] });
});
