/** What can be read from charts and tables of imported data, on wide and on narrow screens. */
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { addData } from './data-steps.ts';
import { looksDifferent } from './pictures.ts';
import { newVisitor, openWith } from './workbench-open.ts';
import { pick, SCREEN } from './workbench-steps.ts';

const { url } = inject('stack');
const PHONE = { width: 390, height: 844 };

const lines = { vector: 'FOPT', ensembles: 'all', realizations: true, mean: true };
const response = { of: 'vector', name: 'FOPT', at: 'end', ensembles: 'all' };
const card = (page: Page, name: string) => page.getByRole('article', { name: `${name}, ` });

/** A dashboard with these modules, two beside each other; titles by kind. */
function dashboardOf(modules: Readonly<Record<string, object>>): SessionContent {
  return {
    ...contentFrom('empty'),
    activeDashboardId: 'd',
    dashboards: [
      {
        id: 'd',
        name: 'Charts',
        modules: Object.entries(modules).map(([type, settings], i) => ({
          ...{ id: `m${i}`, type, title: `The ${type}`, settings: { ...settings } },
          layout: { x: (i % 2) * 6, y: Math.floor(i / 2) * 8, w: 6, h: 8 },
        })),
      },
    ],
  };
}

/** Three realizations of two years, the last of which ends early. Its parameters are PORO and a word. */
function shortRuns(scale: number): string {
  const dates = ['2020-01-01', '2021-01-01', '2022-01-01'];
  const rows = [0, 1, 2].flatMap((real) =>
    dates
      .slice(0, real === 2 ? 2 : 3)
      .map((date, i) => [real, date, scale * i * (real + 1), 0.2 + real / 100].join()),
  );
  return `REAL,DATE,FOPT [Sm3],PORO\n${rows.join('\n')}\n`;
}

/** Whether an element can be seen: it is in the screen, and nothing covers or cuts off its middle. */
async function isSeen(element: Locator): Promise<boolean> {
  await element.evaluate((one) =>
    one.closest('article')?.scrollIntoView({ block: 'end', inline: 'nearest' }),
  );
  return element.evaluate((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

const seen = (element: Locator) => expect.poll(() => isSeen(element), SCREEN).toBe(true);

/** The ends of every cut name. */
const cutIn = (element: Locator) =>
  element.evaluate((one) =>
    [...one.querySelectorAll('.truncate')]
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
      .map(({ textContent }) => textContent),
  );

test('How many realizations count, and whose numbers are read, can be seen at any width', async () => {
  const { page, errors } = await newVisitor(url, { viewport: { width: 1440, height: 1000 } });
  await openWith(
    page,
    url,
    dashboardOf({
      'time-series': { ...lines, percentiles: true },
      distribution: { ...response, histogram: true, box: true, bins: 20 },
      'cross-plot': { parameter: 'PORO', vector: 'FOPT', at: 'end', ensembles: 'all' },
    }),
  );
  await addData(page, 'Base case', shortRuns(1_000_000));
  await addData(page, 'Late infill', shortRuns(900_000));
  const kinds = ['The time-series', 'The distribution', 'The cross-plot'];
  for (const viewport of [{ width: 1440, height: 1000 }, PHONE]) {
    await page.setViewportSize(viewport);
    for (const kind of kinds) await seen(card(page, kind).getByText(/Late infill: 2 of 3/));
    // r and the number of points stay beside their ensemble.
    const cross = card(page, 'The cross-plot');
    const tops = await cross
      .locator('.readout-entry')
      .evaluateAll((all) =>
        all.map(
          (one) =>
            new Set(
              [...one.children].map((part) => Math.round(part.getBoundingClientRect().top / 8)),
            ).size,
        ),
      );
    expect(tops).toEqual([1, 1]);
    expect(await cross.getByText('n 2').count()).toBe(2);

    const chart = card(page, 'The time-series').locator('.u-over');
    await seen(chart);
    await chart.hover();
    const readout = card(page, 'The time-series').getByRole('status');
    await readout.getByText('mean').waitFor();
    for (const name of ['Base case', 'Late infill']) {
      const shown = readout.getByText(name, { exact: true });
      await expect
        .poll(
          async () => (await Promise.all((await shown.all()).map(isSeenNow))).includes(true),
          SCREEN,
        )
        .toBe(true);
    }
    if (viewport !== PHONE) expect(await cutIn(readout)).toEqual([]);
  }
  // On paper no control and no part of one remains.
  await page.emulateMedia({ media: 'print' });
  const controls = page.locator('article .controls, article .chart-foot').getByText(/^against$/);
  await expect.poll(() => controls.isVisible(), SCREEN).toBe(false);
  expect(await page.locator('article button:visible').count()).toBe(0);
  // Of the tabs remains the name of the dashboard, which is a button.
  expect(await page.locator('nav').getByRole('button').allTextContents()).toEqual(['Charts']);
  expect(errors).toEqual({ console: [], csp: [] });
});

/** Whether the whole text of an element has room. */
const isSeenNow = (element: Locator) =>
  element.evaluate((one) => {
    const { width, left, right } = one.getBoundingClientRect();
    const frame = one.closest('.ensemble-dot')?.getBoundingClientRect();
    return (
      width > 0 &&
      one.scrollWidth <= one.clientWidth &&
      left >= 0 &&
      right <= (frame?.right ?? 0) + 1
    );
  });

test('The readout of many lines never covers what it reads, at any width, by mouse, finger and keyboard', async () => {
  const names = ['Base case', 'Early infill', 'Late infill', 'No infill', 'Gas lift', 'Two wells'];
  const { page, errors } = await newVisitor(url, {
    viewport: { width: 1440, height: 1000 },
    hasTouch: true,
  });
  const series = { ...lines, percentiles: true };
  await openWith(page, url, dashboardOf({ 'time-series': series }));
  const module = card(page, 'The time-series');
  const frame = module.locator('.chart-frame');
  const readout = module.getByRole('status');
  const boxOf = async (element: Locator) => {
    const box = await element.boundingBox();
    if (!box) throw new Error('the element is not on the screen');
    return { ...box, right: box.x + box.width, bottom: box.y + box.height };
  };
  /** Moves to shares of the plotting area and expects the readout beside or below it. */
  const readAt = async (share: number, by: 'mouse' | 'finger') => {
    const plot = await boxOf(module.locator('.u-over'));
    const [x, y] = [plot.x + plot.width * share, plot.y + plot.height * 0.75];
    if (by === 'mouse') await page.mouse.move(x, y);
    else await page.touchscreen.tap(x, y);
    await readout.getByText('mean').waitFor();
    const isBelow = (await frame.getAttribute('data-below')) === 'true';
    await expect
      .poll(async () => {
        const box = await boxOf(readout);
        return isBelow ? box.y >= plot.bottom : box.right < x || box.x > x;
      }, SCREEN)
      .toBe(true);
    return isBelow;
  };
  for (const [i, name] of names.entries()) {
    await addData(page, name, shortRuns(1_000_000 * (i + 1)));
    if (![1, 2, 5].includes(i)) continue;
    await seen(module.locator('.u-over'));
    for (const share of [0.47, 0.5, 0.53]) await readAt(share, 'mouse');
  }

  await page.setViewportSize(PHONE);
  await expect.poll(() => frame.getAttribute('data-below'), SCREEN).toBe('true');
  await seen(module.getByRole('button', { name: /^Download or copy/ }));
  expect(await readAt(0.5, 'finger')).toBe(true);
  // The line nearest to the finger comes first, and all others can be reached.
  const rows = () => readout.getByRole('row').allTextContents();
  await expect.poll(async () => (await rows()).length, SCREEN).toBe(7);
  // At 2021-01-01 realizations 0, 1, 2 of an ensemble have 1, 2, 3 times its scale: NumPy's percentiles of these.
  expect(await rows()).toContainEqual(expect.stringMatching(/^Base case2.000M2.800M2.000M1.200M/));
  expect((await rows())[1]).toMatch(/^Late infill6.000M8.400M6.000M3.600M/);
  const scrolled = await readout.evaluate((one) => {
    one.scrollTo(0, 1e6);
    return one.scrollHeight > one.clientHeight && one.scrollTop > 0;
  });
  expect(scrolled).toBe(true);
  await seen(module.getByRole('button', { name: /^Download or copy/ }));

  await module.locator('.chart').focus();
  await page.keyboard.press('End');
  await readout.getByText('2022-01-01').waitFor();
  // The cursor is at the mean of the first line.
  expect((await rows())[1]).toMatch(/^Base case3.000M3.800M3.000M2.200M/);
  await page.keyboard.press('Tab');
  expect(await readout.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A difference of means is read like any other line, and has no realization to pin', async () => {
  const { page, errors } = await newVisitor(url);
  const series = { ...lines, percentiles: true };
  await openWith(page, url, dashboardOf({ 'time-series': series }));
  await addData(page, 'Base case', shortRuns(1_000_000));
  const renumbered = shortRuns(900_000)
    .replaceAll(/^(\d),/gm, '1$1,')
    .replace('[Sm3]', '[SM3]');
  await addData(page, 'Late infill', renumbered);
  const module = card(page, 'The time-series');
  await module.getByRole('button', { name: 'Options' }).click();
  await module.getByRole('combobox', { name: 'Minus' }).selectOption({ label: 'Base case' });
  await page.keyboard.press('Escape');
  await module.getByText('Late infill: mean minus mean, as no realization number is in').waitFor();
  await module.locator('.chart').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  const readout = module.getByRole('status');
  // Means at 2021-01-01: 1.8M and 2M.
  await readout.getByText('-200,000').first().waitFor();
  expect(await readout.getByText(/^realization/).count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await readout.getByText('-200,000').first().waitFor();
  expect(await module.getByText(/pinned/).count()).toBe(0);
  expect(await module.locator('.card-warning').count()).toBe(0);
  expect(errors).toEqual({ console: [], csp: [] });
});

test.for([PHONE, { width: 1440, height: 900 }])(
  'Charts below each other are high enough to read, and all can be reached, on a screen $width px wide',
  async (viewport) => {
    const { page, errors } = await newVisitor(url, { viewport });
    const apart = { ...lines, more: ['FWPT', 'FGPT'], percentiles: true, apart: true };
    await openWith(page, url, dashboardOf({ 'time-series': apart }));
    const rows = [0, 1, 2].flatMap((i) =>
      [0, 1].map((real) => `${real},202${i}-01-01,${i},${2 * i},${3 * i}`),
    );
    await addData(page, 'Base case', `REAL,DATE,FOPT,FWPT,FGPT\n${rows.join('\n')}\n`);
    const plots = card(page, 'The time-series').locator('.u-over');
    await expect.poll(() => plots.count(), SCREEN).toBe(3);
    const heights = await plots.evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
    expect(Math.min(...heights)).toBeGreaterThan(viewport === PHONE ? 150 : 110);
    await plots.last().evaluate((one) => one.scrollIntoView({ block: 'center' }));
    expect(
      await plots.last().evaluate((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      }),
    ).toBe(true);
    expect(errors).toEqual({ console: [], csp: [] });
  },
);

test('The paths of two vectors over time are read at their dates', async () => {
  const { page, errors } = await newVisitor(url);
  const at = { of: 'vector', at: 'end' };
  const paths = { x: { ...at, name: 'FOPT' }, y: { ...at, name: 'FWCT' }, overTime: true };
  const axes = { parameter: '', vector: '', at: 'end', ensembles: 'all' };
  await openWith(page, url, dashboardOf({ 'cross-plot': { ...axes, ...paths } }));
  const rows = [3, 4].flatMap((real) =>
    [0, 1, 2].map((i) => `${real},202${i}-01-01,${i * 1_000_000},${i / (real === 3 ? 5 : 20)}`),
  );
  await addData(page, 'Base case', `REAL,DATE,FOPT [Sm3],FWCT\n${rows.join('\n')}\n`);
  const module = card(page, 'The cross-plot');
  const readout = module.getByRole('status').filter({ hasText: 'Realization 3 of Base case' });
  // In the middle of both axes; a person's mouse also moves on.
  const read = async () => {
    await module.locator('.u-over').hover();
    await page.mouse.move(0, 0);
    await module.locator('.u-over').hover();
    return readout.count();
  };
  await expect.poll(read, SCREEN).toBe(1);
  expect((await readout.getByRole('row').allTextContents()).map((text) => text.trim())).toEqual([
    'date2021-01-01',
    'FOPT1M Sm3',
    'FWCT0.2000',
  ]);
  // Arrow keys follow the first realization.
  await module.locator('.chart').focus();
  await page.keyboard.press('End');
  await readout.getByText('2022-01-01').waitFor();
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A table gives the statistics of each ensemble, and shows that there is more beyond its edges', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(
    page,
    url,
    dashboardOf({
      table: { rows: 'realizations', ensemble: '', vector: 'FOPT', sort: null },
      distribution: { ...response, histogram: true, box: false, bins: 20, details: true },
    }),
  );
  await addData(page, 'Base case', shortRuns(1_000_000));
  await addData(page, 'Late infill', shortRuns(900_000));
  const table = card(page, 'The table');
  await table.getByRole('row', { name: 'Mean 3,000,000 0.2100', exact: true }).waitFor();
  await table.getByLabel('Ensemble', { exact: true }).selectOption({ label: 'All ensembles' });
  await table.getByRole('row', { name: 'Base case Mean 3,000,000 0.2100', exact: true }).waitFor();
  await table
    .getByRole('row', { name: 'Late infill Mean 2,700,000 0.2100', exact: true })
    .waitFor();
  await table.getByRole('row', { name: 'Late infill Missing 1 0', exact: true }).waitFor();

  // Two of three realizations have a value on the last day, at the ends of the range of 20 bins.
  const spread = card(page, 'The distribution');
  await spread.locator('.chart').focus();
  await page.keyboard.press('Home');
  const bin = spread.getByRole('status').filter({ hasText: 'count' });
  await bin.getByText('1.800M to 1.910M Sm3').waitFor();
  expect(await bin.getByRole('row').allTextContents()).toEqual([
    'count',
    'Base case0',
    'Late infill1',
  ]);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await bin.getByText('2.020M to 2.130M Sm3').waitFor();

  await page.setViewportSize(PHONE);
  const details = card(page, 'The distribution').getByRole('region', { name: /^Details of FOPT/ });
  for (const scroller of [table.getByRole('region'), details]) {
    await scroller.focus();
    expect(
      await scroller.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBeGreaterThan(20);
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => scroller.evaluate(({ scrollLeft }) => scrollLeft), SCREEN)
      .toBeGreaterThan(0);
    // Without their content, only the shadows can differ: at the right edge first, then at the left one.
    const emptyAt = async (left: number) => {
      let before: Buffer = Buffer.of();
      await expect
        .poll(async () => {
          await scroller.evaluate((one, to) => {
            for (const cell of one.querySelectorAll<HTMLElement>('th, td, p')) {
              cell.style.color = 'transparent';
              for (const child of cell.children) (child as HTMLElement).style.visibility = 'hidden';
            }
            one.scrollTo(to, 0);
          }, left);
          const last = before;
          before = await scroller.screenshot();
          return last.length > 0 && !(await looksDifferent(page, before, last));
        }, SCREEN)
        .toBe(true);
      return before;
    };
    const atStart = await emptyAt(0);
    expect(await looksDifferent(page, atStart, await emptyAt(1e6))).toBe(true);
    expect(await looksDifferent(page, atStart, await emptyAt(0))).toBe(false);
    if (scroller === details) continue;
    // The header lies on the shadows of the table, so it has its own.
    const edgesAt = async (left: number) => {
      await emptyAt(left);
      const { x = 0, y = 0, width = 0 } = (await scroller.boundingBox()) ?? {};
      const shot = (from: number) =>
        page.screenshot({ clip: { x: from, y: y + 4, width: 6, height: 12 } });
      return [await shot(x), await shot(x + width - 6)] as const;
    };
    const [plain, right] = await edgesAt(0);
    const [left, last] = await edgesAt(1e6);
    const differ = (edge: Buffer) => looksDifferent(page, edge, plain);
    expect(await Promise.all([right, left, last].map(differ))).toEqual([true, true, false]);
  }
  expect(errors).toEqual({ console: [], csp: [] });
});

test('The bars of correlations and tornados share a scale with numbers', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(
    page,
    url,
    dashboardOf({ correlation: { ...response, method: 'pearson', bars: 15 } }),
  );
  const cases = [
    [1, 1],
    [2, 1],
    [1, 3],
  ].flatMap(([p = 1, q = 1], real) =>
    [0, 1e6 * p * p * q].map((total, i) => `${real},202${i}-01-01,${total},${p},${q}`),
  );
  await addData(page, 'One at a time', `REAL,DATE,FOPT [Sm3],P,Q\n${cases.join('\n')}\n`);
  const ranks = card(page, 'The correlation');
  await ranks.getByText('One parameter is varied at a time').waitFor();
  const scale = () => ranks.locator('.bars-scale > span').allTextContents();
  expect(await scale()).toEqual(['1M', '2M', '3M', '4M']);
  const tracks = await ranks
    .locator('.bars-track')
    .evaluateAll((all) =>
      all.map((one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().width]),
    );
  expect(tracks).toHaveLength(2);
  expect(tracks[0]).toEqual(tracks[1]);

  await ranks.getByRole('button', { name: 'Options' }).click();
  await ranks.getByRole('checkbox', { name: /^Tornado/ }).uncheck();
  await expect.poll(scale, SCREEN).toEqual(['\u22121', '\u22120.5', '0', '0.5', '1']);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('Realizations are filtered by a typed number and by words selected in a chart, and a pinned one is named', async () => {
  const { page, errors } = await newVisitor(url);
  const facies = { ...response, of: 'parameter', name: 'FACIES', histogram: true, bins: 20 };
  await openWith(
    page,
    url,
    dashboardOf({ distribution: { ...facies, box: false }, 'time-series': lines }),
  );
  const words = ['none', 'sand', 'shale', 'sand', 'none'];
  const rows = words.flatMap((word, real) =>
    [0, 1].map((i) => `${real},202${i}-01-01,${i * (real + 1)},${0.2 + real / 100},${word}`),
  );
  await addData(page, 'Base case', `REAL,DATE,FOPT [Sm3],PORO,FACIES\n${rows.join('\n')}\n`);
  const strip = (text: string) => page.getByRole('button', { name: text, exact: true }).waitFor();

  const spread = card(page, 'The distribution');
  const area = await spread.locator('.u-over').boundingBox();
  if (!area) throw new Error('the chart has no plotting area');
  await page.mouse.move(area.x + 5, area.y + 30);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.6, area.y + 40, { steps: 4 });
  await page.mouse.up();
  await spread.getByText('FACIES none, sand: 4 of 5 realizations').waitFor();
  await spread.getByRole('button', { name: 'Keep only these' }).click();
  await strip('Base case 4 of 5 realizations');

  await page.getByRole('button', { name: 'Realization filter', exact: true }).click();
  const filter = page.getByRole('region', { name: 'Filter of Base case' });
  await pick(filter, 'By value', 'PORO');
  await filter.getByLabel('from').fill('0,21');
  await page.keyboard.press('Enter');
  await filter.getByText('Enter a number, or leave the field empty.').waitFor();
  await filter.getByLabel('from').fill('0.21');
  await page.keyboard.press('Enter');
  // Realizations 1 and 3 (sand) and 4 (none); 2 (shale) is not among the words.
  await strip('Base case 3 of 5 realizations');
  await filter.getByRole('button', { name: /^By value/ }).click();
  await expect.poll(() => page.getByRole('option', { name: /^PORO/ }).count(), SCREEN).toBe(1);
  expect(await page.getByRole('option', { name: /^FACIES/ }).count()).toBe(0);
  await page.keyboard.press('Escape');

  const chart = card(page, 'The time-series');
  await chart.locator('.chart').focus();
  await page.keyboard.press('End');
  const nearest = await chart.getByText(/^realization \d: /).textContent();
  await page.keyboard.press('Enter');
  await chart.getByText(`${nearest?.split(':')[0]} pinned`).waitFor();
  expect(errors).toEqual({ console: [], csp: [] });
});
