import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { axeFindings } from '../support/axe.ts';
import { newVisitor, openWith } from './workbench-open.ts';

const { url } = inject('stack');

/** Every kind of module and annotation, and both ways in which a module can be missing. */
function everything(): SessionContent {
  const content = contentFrom('field-overview');
  const [first, ...others] = content.dashboards;
  if (!first) throw new Error('the template has no dashboard');
  const layout = { x: 0, y: 40, w: 4, h: 4 };
  const modules = [
    ...first.modules,
    { id: 'unknown', type: 'hologram', settings: {}, layout },
    { id: 'broken', type: 'note', settings: { text: 7 }, layout },
  ];
  const look = { color: 'series-5', visible: true, charts: 'all' } as const;
  return {
    ...content,
    userCreatedItems: {
      annotations: [
        { kind: 'dateMarker', id: 'm', name: 'Shutdown', date: '2030-06-01', ...look },
        { kind: 'threshold', id: 't', name: 'Limit', vector: 'FOPR', value: 6000, ...look },
      ],
    },
    dashboards: [{ ...first, modules }, ...others],
    realizationFilterSet: { filters: { [idOf(content)]: { include: [[0, 49]], exclude: [] } } },
  };
}

function idOf(content: SessionContent): string {
  return content.ensembleSet.ensembles[0]?.id ?? '';
}

const views = [
  { name: 'in both themes', viewport: { width: 1280, height: 900 } },
  { name: 'at 390 px', viewport: { width: 390, height: 844 } },
] as const;

async function look(page: Page, what: string): Promise<void> {
  const found = await axeFindings(page);
  if ((page.viewportSize()?.width ?? 0) > 390) {
    // Only the colours differ.
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await axeFindings(page, ['color-contrast', 'link-in-text-block'])));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  expect({ what, found }).toEqual({ what, found: [] });
}

test.each(views)(
  'axe finds nothing on dashboards, panels, menus and forms: $name',
  async ({ viewport }) => {
    const { page, errors } = await newVisitor(url, { viewport });
    await openWith(page, url, everything());
    await page.locator('.chart canvas').first().waitFor();
    await look(page, 'charts and notes');
    await page.getByRole('button', { name: 'Options' }).first().click();
    await look(page, 'options of a chart');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add module' }).click();
    await look(page, 'catalogue');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Uncertainty', exact: true }).click();
    await page.locator('.table-row').first().waitFor();
    for (const panel of ['Ensembles', 'Realization filter', 'Annotations', 'Settings']) {
      await page.getByRole('button', { name: panel, exact: true }).click();
      const aside = page.getByRole('complementary', { name: panel });
      await aside.locator('.panel-body > *').first().waitFor();
      if (panel === 'Annotations') await aside.getByRole('button', { name: 'Threshold' }).click();
      await look(page, panel);
      await aside.getByRole('button', { name: /^Close/ }).click();
    }
    // The dashboard scrolls inside the page, so that bar and status stay visible; on a phone everything scrolls.
    const overhang = await page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
    expect(overhang).toEqual([0, viewport.width > 390 ? 0 : expect.any(Number)]);
    expect(errors).toEqual({ console: [], csp: [] });
  },
);

test('At 390 px modules are in one column, the keys move them up and down in it, and a panel leaves the status visible', async () => {
  const viewport = { width: 390, height: 844 };
  const { page, errors } = await newVisitor(url, { viewport });
  await openWith(page, url, contentFrom('comparison'));
  const cards = page.getByRole('article');
  await cards.nth(2).waitFor();
  const boxes = await Promise.all((await cards.all()).map((card) => card.boundingBox()));
  expect(new Set(boxes.map((box) => box?.x)).size).toBe(1);
  expect(boxes.every((box) => box && box.width > 340)).toBe(true);

  const names = () => cards.evaluateAll((all) => all.map((card) => card.ariaLabel));
  expect((await names()).slice(0, 2)).toEqual(['Note', 'FOPR, time series']);
  await page.getByRole('button', { name: 'Move or resize Note' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['FOPR, time series', 'Note']);
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['Note', 'FOPR, time series']);

  const settings = page.getByRole('button', { name: 'Settings', exact: true });
  await settings.click();
  await page.getByRole('complementary', { name: 'Settings' }).waitFor();
  expect(await page.getByTitle('What is backed up and what is in the cloud').isVisible()).toBe(
    true,
  );
  await page.keyboard.press('Escape');
  await expect.poll(() => settings.evaluate((it) => it === document.activeElement)).toBe(true);

  expect(errors).toEqual({ console: [], csp: [] });
});
