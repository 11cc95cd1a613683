import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { CONTENT_SCHEMA_VERSION } from '../../web/workbench/content/version.ts';
import { newVisitor, openWith, store } from './workbench-open.ts';
import { isFocused, SCREEN, toastSays } from './workbench-steps.ts';

const { url } = inject('stack');
const layout = (x: number, y: number) => ({ x, y, w: 6, h: 7 });
const shown = { realizations: true, mean: true, percentiles: true };
const common = { at: 'end', ensembles: 'all' };
const example = (id: string, name: string, seed: number) => ({
  id,
  name,
  source: { kind: 'example' as const, example: 'north-flank' as const, seed },
});

const content: SessionContent = {
  schemaVersion: CONTENT_SCHEMA_VERSION,
  activeDashboardId: 'first',
  settings: { percentiles: [10, 50, 90], ensembleColors: {} },
  userCreatedItems: { annotations: [] },
  dashboards: [
    { id: 'first', name: 'First', modules: [] },
    {
      id: 'second',
      name: 'Second',
      modules: [
        {
          id: 'lines',
          type: 'time-series',
          title: 'Lines',
          settings: { vector: 'FOPR', ensembles: 'all', ...shown },
          layout: layout(0, 0),
        },
        {
          id: 'spread',
          type: 'distribution',
          title: 'Spread',
          settings: { of: 'vector', name: 'FOPT', ...common, histogram: true, box: true, bins: 20 },
          layout: layout(6, 0),
        },
        {
          id: 'ranks',
          type: 'correlation',
          title: 'Ranks',
          settings: { of: 'vector', name: 'FOPT', ...common, method: 'pearson', bars: 15 },
          layout: layout(0, 7),
        },
      ],
    },
  ],
  ensembleSet: { ensembles: [example('n', 'North', 11), example('m', 'Other', 12)] },
  realizationFilterSet: { filters: {} },
};

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

async function dragAcross(page: Page, chart: Locator, from: number, to: number): Promise<void> {
  const area = await chart.locator('.u-over').boundingBox();
  if (!area) throw new Error('the chart has no plotting area');
  const y = area.y + area.height * 0.5;
  await page.mouse.move(area.x + area.width * from, y);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * to, y, { steps: 4 });
  await page.mouse.up();
}

async function taken(page: Page, module: Locator, item: string): Promise<string> {
  const download = page.waitForEvent('download');
  await module.getByRole('button', { name: /^Download or copy / }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  const path = await file.path();
  return `${file.suggestedFilename()}\n${(await readFile(path)).toString('latin1')}`;
}

test('A link opens its dashboard with its chart enlarged, Escape shrinks it, and the focus returns', async () => {
  const { page, errors } = await newVisitor(url);
  const id = await store(page, url, 'sessions', content);
  await page.goto(`${url}/?session=${id}&dashboard=second&chart=lines`);
  await card(page, 'Lines, time series').locator('canvas').first().waitFor();
  expect(await card(page, 'Spread, distribution').count()).toBe(0);
  const enlarge = card(page, 'Lines, time series').getByRole('button', { name: /^Enlarge Lines/ });
  expect(await enlarge.getAttribute('aria-pressed')).toBe('true');
  // The focus is not in the dashboard yet.
  expect(
    await page
      .getByRole('region', { name: /^Dashboard / })
      .locator(':focus')
      .count(),
  ).toBe(0);
  await page.keyboard.press('Escape');
  await card(page, 'Spread, distribution').locator('canvas').first().waitFor();
  await enlarge.press('Enter');
  await expect.poll(() => card(page, 'Spread, distribution').count(), SCREEN).toBe(0);
  await page.keyboard.press('Escape');
  await card(page, 'Spread, distribution').locator('canvas').first().waitFor();
  await expect.poll(() => isFocused(enlarge), SCREEN).toBe(true);
  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

test('In full screen a dashboard has its charts, but nothing to arrange them with', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, { ...content, activeDashboardId: 'second' });
  const lines = card(page, 'Lines, time series');
  await lines.locator('canvas').first().waitFor();
  const handles = () => page.locator('[data-grid-handle]:not(header):visible').count();
  expect(await handles()).toBeGreaterThan(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Full screen');
  await page.getByRole('option', { name: /^Full screen/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.fullscreenElement?.className ?? ''), SCREEN)
    .toContain('dashboard');
  await expect.poll(handles, SCREEN).toBe(0);
  expect(await lines.locator('canvas').first().isVisible()).toBe(true);
  await page.evaluate(() => document.exitFullscreen());
  await expect.poll(handles, SCREEN).toBeGreaterThan(0);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A link to a dashboard or chart that is gone says so, and shows what there is', async () => {
  const { page, errors } = await newVisitor(url);
  const id = await store(page, url, 'sessions', content);
  const open = content.dashboards.find(({ id }) => id === content.activeDashboardId)?.name;
  await page.goto(`${url}/?session=${id}&dashboard=gone&chart=lines`);
  await toastSays(
    page,
    `The dashboard of this link does not exist, or was deleted. This is the dashboard "${open}".`,
  );
  await page.goto(`${url}/?session=${id}&dashboard=second&chart=gone`);
  await toastSays(page, 'The chart of this link does not exist, or was deleted.');
  await card(page, 'Spread, distribution').locator('canvas').first().waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

test('A range selected in a distribution becomes a filter, and a bar of a ranking becomes a cross plot', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, { ...content, activeDashboardId: 'second' });
  const spread = card(page, 'Spread, distribution');
  await spread.locator('canvas').first().waitFor();
  await dragAcross(page, spread, 0.3, 0.5);
  await spread.getByText(/^FOPT from [\d,]+ to [\d,]+: \d+ of 200 realizations$/).waitFor();
  await spread.getByRole('button', { name: 'Keep only these' }).click();
  await page.getByRole('button', { name: /^North \d\d of 100 realizations$/ }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^North 100 realizations$/ }).waitFor();

  const ranks = card(page, 'Ranks, correlation').getByRole('region', { name: /North$/ });
  const names = await ranks.locator('.bars-name').allTextContents();
  expect(names[0]).toBe('PERM_MULT');
  const bars = await taken(page, card(page, 'Ranks, correlation'), 'Picture to edit (SVG)');
  for (const said of ['Correlation with FOPT', 'North: FOPT', 'PERM_MULT', 'Stored by a test']) {
    expect(bars).toContain(`>${said}`);
  }
  await ranks.getByRole('button', { name: /^POROSITY/ }).click();
  const cross = page.getByRole('article', {
    name: 'FOPT at the last date against POROSITY, cross plot',
  });
  await expect
    .poll(() => cross.locator('.chart').getAttribute('aria-label'), SCREEN)
    .toMatch(/^FOPT against POROSITY\. North, 100 realizations: correlation/);
  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

/** Whether a chart highlights something that is pointed at or selected. */
const isHighlighted = (chart: Locator) =>
  chart.locator('.chart-overlay').evaluate((overlay) => {
    const { width, height } = overlay as HTMLCanvasElement;
    const pen = (overlay as HTMLCanvasElement).getContext('2d');
    return pen?.getImageData(0, 0, width, height).data.some((byte) => byte > 0) ?? false;
  });

test('A selection is shown in the other charts while they are linked, and ends when they are linked or unlinked', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, { ...content, activeDashboardId: 'second' });
  const spread = card(page, 'Spread, distribution');
  const lines = card(page, 'Lines, time series');
  const selection = spread.getByText(/^FOPT from [\d,]+ to/);
  await spread.locator('canvas').first().waitFor();
  await lines.locator('canvas').first().waitFor();
  const link = async () => {
    await page.getByRole('button', { name: 'Actions for dashboard Second' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Linked charts' }).click();
    await selection.waitFor({ state: 'detached' });
  };

  await dragAcross(page, spread, 0.3, 0.5);
  await selection.waitFor();
  await expect.poll(() => isHighlighted(lines), SCREEN).toBe(true);
  await link();
  await expect.poll(() => isHighlighted(lines), SCREEN).toBe(false);
  await dragAcross(page, spread, 0.3, 0.5);
  await selection.waitFor();
  expect(await isHighlighted(lines)).toBe(false);
  await link();
  expect(await isHighlighted(lines)).toBe(false);
  await link();
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A chart is exported as PNG, SVG and CSV, and its numbers are shown', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, { ...content, activeDashboardId: 'second' });
  const lines = card(page, 'Lines, time series');
  await lines.locator('canvas').first().waitFor();
  expect(await taken(page, lines, 'Picture (PNG)')).toMatch(/^FOPR over time\.png\n.PNG/);
  const svg = await taken(page, lines, 'Picture to edit (SVG)');
  expect(svg).toMatch(/^FOPR over time\.svg\n<svg xmlns=/);
  for (const said of [
    'FOPR over time',
    'FOPR [Sm3/d]',
    'North FOPR',
    'solid: mean; dashed: P50; shaded: P10 (high) to P90 (low)',
    'Stored by a test',
  ]) {
    expect(svg).toContain(`>${said}`);
  }
  const csv = await taken(page, lines, 'Numbers (CSV)');
  // The byte order mark, by which spreadsheets recognise UTF-8, comes first.
  expect(csv.split(/\r?\n/)[1]).toMatch(
    /^\u00ef\u00bb\u00bfDate,North FOPR \[Sm3\/d\] mean,North FOPR/,
  );
  expect(csv.trim().split(/\r?\n/)).toHaveLength(242);

  await lines.getByRole('button', { name: /^Download or copy / }).click();
  await page.getByRole('menuitem', { name: 'Show numbers' }).click();
  const dialog = page.getByRole('dialog', { name: 'FOPR over time' });
  await dialog.getByRole('cell', { name: '2025-01-01' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

test('Every kind of chart is copied and downloaded as an image and as numbers', async () => {
  const { page, errors } = await newVisitor(url, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const [first, second] = content.dashboards;
  if (!first || !second) throw new Error('the content has no dashboards');
  const plot = (id: string, settings: object, y: number) => ({
    id,
    type: 'cross-plot',
    title: id,
    settings: { parameter: 'POROSITY', vector: 'FOPT', ...common, ...settings },
    layout: layout(6, y),
  });
  const at = { of: 'vector', at: 'end' };
  const time = { x: { ...at, name: 'FOPT' }, y: { ...at, name: 'FWCT' }, overTime: true };
  const modules = [...second.modules, plot('Points', {}, 7), plot('Paths', time, 14)];
  await openWith(page, url, {
    ...content,
    activeDashboardId: 'second',
    dashboards: [first, { ...second, modules }],
  });
  const kinds: Record<string, readonly [head: string, says: RegExp]> = {
    'Lines, time series': ['Date,', />solid: mean; /],
    'Spread, distribution': ['Ensemble,', />North: mean [\d.]+M, P10 \(high\) [\d.]+M, /],
    'Ranks, correlation': ['Ensemble,', />Shaded: below /],
    'Points, cross plot': ['Ensemble,', />North: r 0\.\d\d, n 100[;<]/],
    'Paths, cross plot': ['Ensemble,', />FWCT against FOPT over time/],
  };
  for (const [name, [head, says]] of Object.entries(kinds)) {
    const one = card(page, name);
    await one.locator('canvas, .bars').first().waitFor();
    expect(await taken(page, one, 'Picture (PNG)')).toMatch(/\.png\n.PNG/);
    const svg = await taken(page, one, 'Picture to edit (SVG)');
    expect(svg).toMatch(/\.svg\n<svg xmlns=/);
    expect(svg).toMatch(says);
    const csv = (await taken(page, one, 'Numbers (CSV)')).split(/\r?\n/);
    expect(csv[1]).toMatch(new RegExp(`^\u00ef\u00bb\u00bf${head}`));
    expect(csv.length).toBeGreaterThan(7);

    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await one.getByRole('button', { name: /^Download or copy / }).click();
    await page.getByRole('menuitem', { name: 'Copy picture' }).click();
    const copied = () =>
      page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        const image = item?.types.includes('image/png') && (await item.getType('image/png'));
        return image ? (await createImageBitmap(image)).width : 0;
      });
    await expect.poll(copied, SCREEN).toBeGreaterThan(600);
  }
  expect(errors).toEqual({ console: [], csp: [] });
});

test('The definition of percentiles is chosen in the settings, and every chart names the direction', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, { ...content, activeDashboardId: 'second' });
  const spread = card(page, 'Spread, distribution');
  await spread.getByRole('button', { name: /^Show details of FOPT/ }).click();
  const numbers = spread.getByRole('table');
  // The column of that name, in the row of the first ensemble.
  const inColumn = (name: string) =>
    numbers.evaluate((table, head) => {
      const [heads, first] = (table as HTMLTableElement).rows;
      const at = [...(heads?.cells ?? [])].findIndex(({ textContent }) => textContent === head);
      return first?.cells[at]?.textContent;
    }, name);
  await expect.poll(() => inColumn('P10 (high)'), SCREEN).toMatch(/^[\d.]+M$/);
  const value = await inColumn('P10 (high)');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('radio', { name: /^Cumulative/ }).check();
  await expect.poll(() => inColumn('P90 (high)'), SCREEN).toBe(value);
  await expect
    .poll(() => card(page, 'Lines, time series').locator('.line-key').allTextContents(), SCREEN)
    .toEqual(['mean', 'P50', 'P10 (low) to P90 (high)']);
  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});

test('A day typed for all charts counts once it is within the data, and any date has a year of four digits', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, { ...content, activeDashboardId: 'second' });
  const spread = card(page, 'Spread, distribution').locator('.chart');
  await spread.waitFor();
  const dashboards = page.getByRole('navigation', { name: 'Dashboards' });
  await dashboards.getByRole('button', { name: 'Actions for dashboard Second' }).click();
  await page.getByText('Date slider').click();
  const day = page.locator('input[type=date]').first();
  const saysDay = (text: string) =>
    expect.poll(() => spread.getAttribute('aria-label'), SCREEN).toContain(` on ${text}.`);
  await day.focus();
  await page.keyboard.type('05012031');
  await saysDay('2031-05-01');
  await day.blur();
  await day.focus();
  await page.keyboard.type('050120500');
  await day.blur();
  expect(await day.inputValue()).toBe('2031-05-01');
  await saysDay('2031-05-01');

  await page.getByRole('button', { name: 'Annotations', exact: true }).click();
  await page.getByRole('button', { name: 'Date marker' }).click();
  const marked = page.getByRole('form', { name: 'Date marker' }).getByLabel('Date');
  await marked.focus();
  await page.keyboard.type('050120310');
  expect(await marked.inputValue()).toMatch(/^\d{4}-/);
  expect(errors).toEqual({ console: [], csp: [] });
  await page.context().close();
});
