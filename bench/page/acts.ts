import type { ElementHandle, Page } from 'playwright-core';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { type Cost, costOf, loadOf } from './measure.ts';
import type { Visitor } from './visitor.ts';

export type Acts = Readonly<Record<string, Cost>>;

const KEYS = 40;
const UNDOS = 10;
const CHARTS_MIN = 4;

/** Measures the cost of each action in an open session. */
export async function actsOf(visitor: Visitor, content: SessionContent): Promise<Acts> {
  const { page, cdp, context } = await visitor.page();
  await loadOf(page, await visitor.save(context, content), CHARTS_MIN);
  const cost = (times: number, act: () => Promise<unknown>) => costOf(page, cdp, times, act);

  await page.getByRole('button', { name: 'Edit note' }).first().click();
  await page.getByLabel('Text of the note, in Markdown').first().focus();
  await page.keyboard.type('warm');
  const keystroke = await cost(KEYS, () => page.keyboard.type('x'.repeat(KEYS), { delay: 50 }));
  await page.keyboard.press('Escape');

  const drag = await cost(1, () => dragFirst(page));
  await page.locator('.dashboard').focus();
  const undo = await cost(UNDOS, async () => {
    for (let i = 0; i < UNDOS; i++) {
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+y');
    }
  });
  const hover = await cost(1, () => hoverChart(page));
  const zoom = await cost(1, () => zoomChart(page));
  const filters = await buttonNamed(page, 'Realization filter');
  const filter = await cost(1, () => filterFirst(page, filters));
  const annotations = await buttonNamed(page, 'Annotations');
  const annotation = await cost(1, () => addMarker(page, annotations));
  const theme = await cost(1, () => page.emulateMedia({ colorScheme: 'dark' }));
  await context.close();
  return { keystroke, drag, undo, hover, zoom, filter, annotation, theme };
}

async function boxOf(page: Page, selector: string) {
  const element = page.locator(selector).first();
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error(`There is no ${selector} on screen`);
  return box;
}

async function dragFirst(page: Page): Promise<void> {
  const { x, y } = await boxOf(page, '.card-title');
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  await page.mouse.move(x + 700, y + 300, { steps: 20 });
  await page.mouse.up();
}

async function hoverChart(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page, '.chart .u-over');
  await page.mouse.move(x + 5, y + height / 2);
  await page.mouse.move(x + width - 5, y + height / 3, { steps: 30 });
}

async function zoomChart(page: Page): Promise<void> {
  const { x, y, width, height } = await boxOf(page, '.chart .u-over');
  await page.mouse.move(x + width * 0.2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 5 });
  await page.mouse.up();
}

/** Found before the act: Playwright's search by role is a long task of the page itself. */
async function buttonNamed(page: Page, name: string): Promise<ElementHandle> {
  const button = await page.getByRole('button', { name, exact: true }).elementHandle();
  if (!button) throw new Error(`There is no button "${name}" on screen`);
  return button;
}

async function filterFirst(page: Page, panel: ElementHandle): Promise<void> {
  await panel.click();
  await page.locator('aside input').first().fill('0-40');
  await page.keyboard.press('Tab');
}

async function addMarker(page: Page, panel: ElementHandle): Promise<void> {
  await panel.click();
  await page.locator('aside button', { hasText: 'Date marker' }).click();
  await page.locator('aside form input').first().fill('Start of injection');
  await page.locator('aside form input[type=date]').fill('2030-01-01');
  await page.keyboard.press('Enter');
}
