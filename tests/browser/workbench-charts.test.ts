import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { CONTENT_SCHEMA_VERSION } from '../../web/workbench/content/version.ts';
import { newVisitor, openWith } from './workbench-open.ts';
import { pick, SCREEN } from './workbench-steps.ts';

const { url } = inject('stack');

declare global {
  interface Window {
    /** Number of line segments drawn so far. */
    segments: number;
  }
}

const layout = (x: number, y: number) => ({ x, y, w: 6, h: 7 });
const shown = { realizations: true, mean: true, percentiles: true };
const common = { at: 'end', ensembles: 'all' };

/** One dashboard with the three charts of one example. */
const charts: SessionContent = {
  schemaVersion: CONTENT_SCHEMA_VERSION,
  activeDashboardId: 'd',
  settings: { percentiles: [10, 50, 90], ensembleColors: {} },
  userCreatedItems: { annotations: [] },
  dashboards: [
    {
      id: 'd',
      name: 'Charts',
      modules: [
        {
          id: 'lines',
          type: 'time-series',
          settings: { vector: 'FOPR', ensembles: 'all', ...shown },
          layout: layout(0, 0),
        },
        {
          id: 'spread',
          type: 'distribution',
          settings: { of: 'vector', name: 'FOPT', ...common, histogram: true, box: true, bins: 20 },
          layout: layout(6, 0),
        },
        {
          id: 'cross',
          type: 'cross-plot',
          settings: { parameter: 'PERM_MULT', vector: 'FOPT', ...common },
          layout: layout(0, 7),
        },
      ],
    },
  ],
  ensembleSet: {
    ensembles: [
      {
        id: 'n',
        name: 'North',
        source: { kind: 'example', example: 'north-flank', seed: 11 },
      },
    ],
  },
  realizationFilterSet: { filters: {} },
};

const card = (page: Page, name: string) => page.getByRole('article', { name });
const chartOf = (page: Page, name: string) => card(page, name).locator('.chart');
const summaryOf = (page: Page, name: string) => chartOf(page, name).getAttribute('aria-label');

/** The chart's present image; charts differ if their images do. */
function picture(page: Page, name: string): Promise<string> {
  return card(page, name)
    .locator('canvas')
    .first()
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

async function changes(page: Page, name: string, act: () => Promise<unknown>): Promise<void> {
  const before = await picture(page, name);
  await act();
  await expect.poll(() => picture(page, name)).not.toBe(before);
}

async function openPanel(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('complementary', { name }).waitFor();
}

test('Charts can be read with pointer and keyboard and zoomed, and their data can be chosen', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, charts);
  const lines = card(page, 'Time series');
  await lines.locator('canvas').first().waitFor();
  expect(await summaryOf(page, 'Time series')).toMatch(
    /^FOPR over time\. North, 100 realizations: the mean is [\d,.]+ Sm3\/d on 2025-01-01, highest with/,
  );

  const key = lines.locator('.line-key');
  expect(await key.allTextContents()).toEqual(['mean', 'P50', 'P10 (high) to P90 (low)']);

  await lines.getByText('Drag to zoom').waitFor();
  await lines.locator('.u-over').hover();
  await lines.getByRole('row', { name: /^\d{4}-\d\d-\d\d Sm3\/d North$/ }).waitFor();
  await lines.getByRole('row', { name: /^mean [\d,.]+$/ }).waitFor();
  await lines.getByRole('row', { name: /^P90 \(low\) [\d,.]+$/ }).waitFor();
  await lines.getByText(/^realization \d+: [\d,.]+ Sm3\/d$/).waitFor();

  const area = await lines.locator('.u-over').boundingBox();
  if (!area) throw new Error('the chart has no plotting area');
  await changes(page, 'Time series', async () => {
    await page.mouse.move(area.x + area.width * 0.3, area.y + 50);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width * 0.5, area.y + 60, { steps: 4 });
    await page.mouse.up();
  });
  const zoomed = await picture(page, 'Time series');
  // After the first zoom the hint is no longer needed.
  expect(await lines.getByText('Drag to zoom').count()).toBe(0);
  await changes(page, 'Time series', () => lines.locator('.u-over').dblclick());
  await changes(page, 'Time series', async () => {
    await page.mouse.move(area.x + area.width * 0.6, area.y + 20);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width * 0.6 + 5, area.y + area.height * 0.7, { steps: 4 });
    await page.mouse.up();
  });
  await changes(page, 'Time series', () => lines.locator('.u-over').dblclick());

  await chartOf(page, 'Time series').focus();
  await page.keyboard.press('Home');
  await lines.getByText('2025-01-01').waitFor();
  await page.keyboard.press('ArrowRight');
  await lines.getByText('2025-02-01').waitFor();
  await changes(page, 'Time series', () => page.keyboard.press('+'));
  expect(await picture(page, 'Time series')).not.toBe(zoomed);
  await changes(page, 'Time series', () => page.keyboard.press('0'));

  await changes(page, 'Time series', async () => {
    await lines.getByRole('button', { name: 'Options' }).click();
    await lines.getByRole('checkbox', { name: 'Realizations' }).uncheck();
    await lines.getByRole('checkbox', { name: 'Percentile bands' }).uncheck();
  });
  expect(await key.allTextContents()).toEqual(['mean']);
  await page.keyboard.press('Escape');
  await changes(page, 'Time series', () => pick(lines, 'Vectors', 'FWCT'));
  expect(await summaryOf(page, 'Time series')).toMatch(/^FWCT over time/);

  const spread = card(page, 'Distribution');
  await spread.getByText(/^P90 \(low\) [\d.]+M$/).waitFor();
  await spread.getByRole('button', { name: /^Show details of FOPT/ }).click();
  await spread
    .getByRole('row', { name: 'Sm3 mean std dev P10 (high) P50 P90 (low) lowest highest count' })
    .waitFor();
  await spread.getByRole('row', { name: /^North( [\d.]+M){7} 100$/ }).waitFor();
  expect(await summaryOf(page, 'Distribution')).toMatch(
    /^Distribution of FOPT \[Sm3\] on 2044-12-01\. North, 100 realizations: from/,
  );
  await pick(spread, 'Quantity', 'POROSITY');
  await expect
    .poll(() => summaryOf(page, 'Distribution'))
    .toMatch(/^Distribution of POROSITY\. North, 100/);

  const cross = card(page, 'Cross plot');
  await cross.getByText(/^r 0\.\d\d$/).waitFor();
  expect(await summaryOf(page, 'Cross plot')).toMatch(/correlation 0\.\d+, of ranks 0\.\d+/);
  await chartOf(page, 'Cross plot').focus();
  await page.keyboard.press('ArrowRight');
  await cross.getByText(/^Realization \d+ of North$/).waitFor();
  await cross.getByRole('row', { name: /^FOPT [\d.]+M Sm3$/ }).waitFor();
  await cross.getByLabel('Read the vector on').first().selectOption('day');
  await cross.getByLabel('Day', { exact: true }).fill('2026-01-01');
  await changes(page, 'Cross plot', () => pick(cross, 'Response', 'FWPT'));

  expect(errors).toEqual({ console: [], csp: [] });
});

test('The right axis has fixed ends of its own, offered only if there is one', async () => {
  const { page, errors } = await newVisitor(url);
  const [d] = charts.dashboards;
  if (!d) throw new Error('the content has no dashboard');
  const settings = { vector: 'FOPR', more: ['FWCT'], ensembles: 'all', apart: true, ...shown };
  const modules = [{ id: 'lines', type: 'time-series', settings, layout: layout(0, 0) }];
  await openWith(page, url, { ...charts, dashboards: [{ ...d, modules }] });
  const lines = card(page, 'Time series');
  await lines.getByRole('button', { name: 'Options' }).click();
  await lines.getByLabel('Left axis to').waitFor();
  expect(await lines.getByLabel('Right axis to').count()).toBe(0);
  await lines.getByRole('checkbox', { name: 'One chart for each vector' }).uncheck();
  await expect.poll(() => lines.locator('.chart').count()).toBe(1);
  await changes(page, 'Time series', async () => {
    await lines.getByLabel('Right axis to').fill('5');
    await page.keyboard.press('Enter');
  });
  await changes(page, 'Time series', async () => {
    await lines.getByLabel('Right axis to').fill('');
    await page.keyboard.press('Enter');
  });
  expect(errors).toEqual({ console: [], csp: [] });
});

/** A chart of the difference between the example and an ensemble of this source. */
function differenceTo(source: SessionContent['ensembleSet']['ensembles'][number]['source']) {
  const [d] = charts.dashboards;
  if (!d) throw new Error('the content has no dashboard');
  const settings = { vector: 'FOPR', ensembles: ['n'], minus: 'm', ...shown };
  const modules = [{ id: 'delta', type: 'time-series', settings, layout: layout(0, 0) }];
  const ensembles = [...charts.ensembleSet.ensembles, { id: 'm', name: 'Other', source }];
  return { ...charts, dashboards: [{ ...d, modules }], ensembleSet: { ensembles } };
}

test('A difference can use an ensemble that is not drawn itself', async () => {
  const { page, errors } = await newVisitor(url);
  const other = { kind: 'example', example: 'north-flank', seed: 12 } as const;
  await openWith(page, url, differenceTo(other));
  await expect
    .poll(() => summaryOf(page, 'Time series'), SCREEN)
    .toMatch(/^FOPR over time, minus Other\. North, /);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A chart says that nothing is subtracted if the ensemble to subtract cannot be read', async () => {
  const { page } = await newVisitor(url);
  const damaged = { encoding: 'scaled', digits: 0, length: 1, data: 'AAAA' } as const;
  await openWith(
    page,
    url,
    differenceTo({
      ...{ kind: 'imported', fileNames: ['other.csv'], importedAt: '2026-01-01T00:00:00.000Z' },
      ...{ realizationCount: 1, timeCount: 1, realizations: damaged, times: damaged },
      ...{ vectors: [], parameters: [] },
    }),
  );
  await expect
    .poll(() => summaryOf(page, 'Time series'), SCREEN)
    .toMatch(/^FOPR over time\. North, /);
  await page.getByText('Other: Its data cannot be read').waitFor();
  await page.getByText('so nothing is subtracted').waitFor();
});

test('The header, controls and legend of a card take at most 72 px', async () => {
  const { page } = await newVisitor(url, { viewport: { width: 1440, height: 1400 } });
  const [d] = charts.dashboards;
  if (!d) throw new Error('the content has no dashboard');
  const vector = { of: 'vector', name: 'FOPT', at: '2030-06-01', ensembles: 'all' };
  const table = { rows: 'realizations', ensemble: 'n', vector: 'FOPR', at: vector.at, sort: null };
  await openWith(page, url, {
    ...charts,
    dashboards: [
      {
        ...d,
        modules: [
          ...d.modules,
          {
            id: 'ranks',
            type: 'correlation',
            settings: { ...vector, method: 'pearson', bars: 15 },
            layout: layout(6, 7),
          },
          { id: 'table', type: 'table', settings: table, layout: layout(0, 14) },
          { id: 'note', type: 'note', settings: { text: 'So far' }, layout: layout(6, 14) },
        ],
      },
    ],
  });
  await page.getByRole('table').waitFor();
  await page.locator('article .bars').waitFor();
  await expect.poll(() => page.locator('article .chart canvas').count(), SCREEN).toBe(6);
  const taken = await page.getByRole('article').evaluateAll((cards) =>
    cards.map((one) => {
      const parts = one.querySelectorAll('.card-header, .controls, .chart-foot');
      const heights = [...parts].map((part) => part.getBoundingClientRect().height);
      return [one.getAttribute('aria-label'), heights.reduce((sum, height) => sum + height, 0)];
    }),
  );
  expect(taken).toHaveLength(6);
  expect(taken.filter(([, height]) => Number(height) > 72)).toEqual([]);
});

test('The filter, annotations, percentiles, and colours apply to every chart at once', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, charts);
  await card(page, 'Cross plot').locator('canvas').first().waitFor();

  await page.getByRole('button', { name: /North 100 realizations/ }).click();
  const filter = page.getByRole('region', { name: 'Filter of North' });
  await filter.getByLabel('Include only').fill('0-49, 60');
  await filter.getByLabel('Exclude').fill('sixty');
  await page.keyboard.press('Enter');
  await filter.getByText('"sixty" is neither a number nor a range').waitFor();
  await filter.getByLabel('Exclude').fill('10-19');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /North 41 of 100 realizations/ }).waitFor();
  for (const name of ['Time series', 'Distribution', 'Cross plot']) {
    await expect.poll(() => summaryOf(page, name)).toContain('41 of 100 realizations');
  }
  await filter.getByRole('button', { name: 'Use all' }).click();
  await expect.poll(() => summaryOf(page, 'Distribution')).toContain('100 realizations');

  await openPanel(page, 'Annotations');
  await page.getByRole('button', { name: 'Date marker' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Enter a name').waitFor();
  await page.getByRole('complementary').getByLabel('Name').fill('First oil');
  await page.getByLabel('Date', { exact: true }).fill('2030-01-01');
  await changes(page, 'Time series', () =>
    page.getByRole('button', { name: 'Add', exact: true }).click(),
  );
  expect(await summaryOf(page, 'Time series')).toContain('Marker "First oil" on 2030-01-01.');
  await page.getByRole('button', { name: 'Threshold' }).click();
  await page.getByRole('complementary').getByLabel('Name').fill('Target');
  await page.getByRole('complementary').getByLabel('Vector').selectOption('FOPT');
  await page.getByLabel('Value').fill('20000000');
  const spread = await picture(page, 'Distribution');
  await changes(page, 'Cross plot', () =>
    page.getByRole('button', { name: 'Add', exact: true }).click(),
  );
  await expect.poll(() => picture(page, 'Distribution')).not.toBe(spread);
  await changes(page, 'Cross plot', () =>
    page.getByRole('button', { name: 'Show Target' }).click(),
  );
  await page.getByRole('button', { name: 'Edit First oil' }).click();
  await page.getByRole('complementary').getByLabel('Name').fill('Start');
  await page.getByLabel('All charts it applies to').uncheck();
  await changes(page, 'Time series', () => page.getByRole('button', { name: 'Apply' }).click());
  await page.getByRole('button', { name: 'Delete Start' }).click();
  await page.getByText('2030-01-01').waitFor({ state: 'detached' });

  await openPanel(page, 'Settings');
  const percentiles = page.getByLabel('Percentiles', { exact: true });
  await percentiles.fill('5, 95');
  await changes(page, 'Time series', () => percentiles.press('Enter'));
  await card(page, 'Distribution').getByText(/^P95 /).waitFor();
  const colours = page.getByRole('group', { name: 'Colour of North' });
  await changes(page, 'Cross plot', () => colours.getByLabel('Colour 3').check());
  await changes(page, 'Cross plot', () => page.getByRole('button', { name: 'Undo' }).click());
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => percentiles.inputValue()).toBe('10, 50, 90');

  expect(errors).toEqual({ console: [], csp: [] });
});

test('A chart of 100 realizations with 20 years of months draws no point more than once', async () => {
  const { page } = await newVisitor(url);
  await page.addInitScript(() => {
    window.segments = 0;
    for (const { prototype } of [CanvasRenderingContext2D, Path2D]) {
      const { lineTo } = prototype;
      prototype.lineTo = function (...to) {
        window.segments++;
        lineTo.apply(this, to);
      };
    }
  });
  const [dashboard] = charts.dashboards;
  const modules = dashboard?.modules.filter(({ type }) => type === 'time-series') ?? [];
  const one = { id: 'd', name: 'One', modules };
  await openWith(page, url, { ...charts, dashboards: [one] });
  await summaryOf(page, 'Time series');
  // Besides the realizations there are the mean and two bands with two sides; a step of a rate has two segments.
  const most = 2 * (100 + 1 + 2 * 2) * 240;
  await expect.poll(() => page.evaluate(() => window.segments)).toBeGreaterThan(100 * 240);
  expect(await page.evaluate(() => window.segments)).toBeLessThanOrEqual(most);
});
