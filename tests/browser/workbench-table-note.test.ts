import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { newVisitor, openWith, store } from './workbench-open.ts';
import { pick } from './workbench-steps.ts';

const { url } = inject('stack');

const north = { kind: 'example', example: 'north-flank', seed: 11 } as const;

test('A table scrolls through all its rows, sorts, shows statistics, is copied and downloaded', async () => {
  const { page, errors } = await newVisitor(url);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const content = contentFrom('empty');
  const settings = { rows: 'days', ensemble: '', vector: 'FOPR', sort: null };
  const layout = { x: 0, y: 0, w: 8, h: 8 };
  await openWith(page, url, {
    ...content,
    dashboards: [
      { id: 'd', name: 'Numbers', modules: [{ id: 't', type: 'table', settings, layout }] },
    ],
    ensembleSet: { ensembles: [{ id: 'n', name: 'North', source: north }] },
  });
  const table = page.getByRole('article', { name: 'Table' });
  const rows = table.locator('.table-row');
  await rows.first().waitFor();
  expect(await table.getByRole('table').getAttribute('aria-rowcount')).toBe('241');
  expect(await rows.count()).toBeLessThan(60);
  await table.locator('.ui-rows').evaluate((scroller) => scroller.scrollTo(0, 1e6));
  await table.getByRole('cell', { name: '2044-12-01' }).waitFor();

  await table.getByRole('button', { name: 'Day' }).click();
  await table.getByRole('button', { name: 'Day' }).click();
  await table.locator('.ui-rows').evaluate((scroller) => scroller.scrollTo(0, 0));
  await expect.poll(() => rows.first().locator('td').first().textContent()).toBe('2044-12-01');
  expect(await table.getByRole('columnheader', { name: 'Day' }).getAttribute('aria-sort')).toBe(
    'descending',
  );

  await table.getByRole('button', { name: 'Copy table' }).click();
  await page.getByText('240 rows copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\r\n')[0]).toBe(
    'Day\tMean [Sm3/d]\tStd dev [Sm3/d]\tP10 (high) [Sm3/d]\tP50 [Sm3/d]\tP90 (low) [Sm3/d]\tMinimum [Sm3/d]\tMaximum [Sm3/d]\tRealizations of 100',
  );
  expect(copied).toContain('\r\n2044-12-01\t');

  await table.getByLabel('Rows').selectOption('realizations');
  await table.getByRole('rowheader', { name: 'Mean' }).waitFor();
  // Header and cells have the same padding, so that a word is not too close to the number before it.
  const insets = await table
    .locator('th, td')
    .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).paddingInline));
  expect(new Set(insets)).toEqual(new Set(['8px']));
  await table.getByRole('button', { name: 'PERM_MULT' }).click();
  const download = page.waitForEvent('download');
  await table.getByRole('button', { name: 'Download as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('North FOPR.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(101);
  const column = lines[0]?.split(',').indexOf('PERM_MULT') ?? -1;
  const values = lines.slice(1).map((line) => Number(line.split(',')[column]));
  expect(values).toEqual(values.toSorted((a, b) => a - b));

  expect(errors).toEqual({ console: [], csp: [] });
});

test('A note is written in Markdown, typing is one undo step, and in a snapshot it can only be read', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  await page.getByRole('button', { name: 'Edit note' }).click();
  const area = page.getByLabel('Text of the note, in Markdown');
  await area.fill('');
  await area.pressSequentially('# Plan\n\n- drill **two** wells\n[more](https://example.org)');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: 'Plan' }).waitFor();
  expect(await page.locator('.note li strong').textContent()).toBe('two');
  const link = page.getByRole('link', { name: 'more' });
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { name: 'Where to begin' }).waitFor();
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('heading', { name: 'Plan' }).waitFor();

  const content = contentFrom('field-overview');
  const id = await store(page, url, 'snapshots', content);
  const other = await newVisitor(url);
  await other.page.goto(`${url}/?snapshot=${id}`);
  await other.page.getByRole('article', { name: 'Note' }).first().waitFor();
  for (const name of ['Edit note', 'Add module', 'Undo', 'Add dashboard', 'Actions for Note']) {
    expect(await other.page.getByRole('button', { name }).count()).toBe(0);
  }
  for (const panel of ['Settings', 'Annotations']) {
    await other.page.getByRole('button', { name: panel, exact: true }).click();
    await other.page
      .getByRole('complementary', { name: panel })
      .getByText('Read-only. Make it your own session to change this.')
      .waitFor();
    // The panel's content is loaded after its frame; without this, an empty one would pass.
    if (panel !== 'Annotations') await other.page.locator('.panel :disabled').first().waitFor();
    expect(await other.page.locator('.panel :is(input, select):enabled').count()).toBe(0);
  }
  await other.page.getByRole('button', { name: 'Realization filter', exact: true }).click();
  await other.page.getByText('Filter for yourself: the snapshot stays as it is.').waitFor();
  await other.page.getByLabel('Only').fill('0-9');
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('button', { name: /10 of 100 realizations/ }).waitFor();
  await other.page.getByRole('button', { name: 'Close realization filter' }).click();
  // Viewing is possible, and changes nothing.
  const chart = other.page.getByRole('article', { name: 'Time series' }).first();
  await pick(chart, 'Vectors', 'FWCT');
  await expect
    .poll(() => chart.locator('.chart').getAttribute('aria-label'))
    .toMatch(/^FWCT over time/);
  expect(
    await other.page.evaluate(() => Object.keys(localStorage).filter((key) => /session/.test(key))),
  ).toEqual([]);

  expect(errors).toEqual({ console: [], csp: [] });
  expect(other.errors).toEqual({ console: [], csp: [] });
});
