import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { DASHBOARDS_MAX } from '../../web/workbench/content/limits.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { newVisitor, openWith } from './workbench-open.ts';
import { BACKED_UP, SAVED, statusSays } from './workbench-steps.ts';
import { hasFocus, namesAre, tab, tabs } from './workbench-tabs.ts';

const { url } = inject('stack');

const cards = (page: Page) => page.getByRole('article');

async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('Dashboards are added, renamed, moved by mouse and keyboard, duplicated and deleted, and every step can be undone', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  await namesAre(page, ['Dashboard 1']);

  await page.getByRole('button', { name: 'Add dashboard' }).click();
  await namesAre(page, ['Dashboard 1', 'Dashboard 2']);
  await page.getByText('Dashboard 2 is empty').waitFor();

  await tab(page, 'Dashboard 2').dblclick();
  await page.getByLabel('Name of the dashboard').fill('Wells');
  await page.keyboard.press('Enter');
  await namesAre(page, ['Dashboard 1', 'Wells']);
  await hasFocus(tab(page, 'Wells'));
  await tab(page, 'Dashboard 1').focus();
  await page.keyboard.press('F2');
  await page.getByLabel('Name of the dashboard').fill('Field');
  await page.keyboard.press('Enter');
  await namesAre(page, ['Field', 'Wells']);

  await tab(page, 'Wells').dragTo(tab(page, 'Field'));
  await namesAre(page, ['Wells', 'Field']);
  await tab(page, 'Field').focus();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await namesAre(page, ['Field', 'Wells']);
  await hasFocus(tab(page, 'Field'));

  await tab(page, 'Field').click();
  await cards(page).first().waitFor();
  await choose(page, 'Actions for dashboard Field', 'Duplicate');
  await namesAre(page, ['Field', 'Field copy', 'Wells']);
  expect(await cards(page).count()).toBe(1);
  await choose(page, 'Actions for dashboard Field copy', 'Delete');
  await namesAre(page, ['Field', 'Wells']);

  await page.keyboard.press('Control+z');
  await namesAre(page, ['Field', 'Field copy', 'Wells']);
  for (let step = 0; step < 6; step++) await page.getByRole('button', { name: 'Undo' }).click();
  await namesAre(page, ['Dashboard 1']);
  expect(await page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  await page.keyboard.press('Control+Shift+z');
  await page.getByRole('button', { name: 'Redo' }).click();
  await namesAre(page, ['Dashboard 1', 'Wells']);

  expect(errors).toEqual({ console: [], csp: [] });
});

test('Viewing another dashboard leaves a saved session saved; the next edit stores which one is open', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('field-overview'));
  await statusSays(page, SAVED);
  const isOpen = (name: string) =>
    page.getByRole('region', { name: `Dashboard ${name}`, exact: true }).waitFor();
  const [first, second] = await tabs(page).locator('.tabs-button').allTextContents();
  if (!first || !second) throw new Error('the template has too few dashboards');
  await tab(page, second).click();
  await isOpen(second);
  await tab(page, first).click();
  await isOpen(first);
  await tab(page, second).click();
  await isOpen(second);

  // A rename and its undo lead back to exactly what is saved, without a trace of the open tab.
  await tab(page, second).dblclick();
  await page.getByLabel('Name of the dashboard').fill('Renamed');
  await page.keyboard.press('Enter');
  await statusSays(page, BACKED_UP);
  await page.getByRole('button', { name: 'Undo' }).click();
  await statusSays(page, SAVED);
  await isOpen(second);

  await page.getByRole('button', { name: 'Redo' }).click();
  await statusSays(page, BACKED_UP);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await statusSays(page, SAVED);
  await page.reload();
  await isOpen('Renamed');
  expect(errors).toEqual({ console: [], csp: [] });
});

test('Modules are added from the catalogue, moved and resized by mouse and keyboard, duplicated, enlarged and removed', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('empty'));
  const placeOf = async (index: number) => {
    const box = await cards(page).nth(index).boundingBox();
    return box ?? { x: -1, y: -1, width: -1, height: -1 };
  };
  const addModule = async (name: RegExp) => {
    await page.getByRole('button', { name: 'Add module' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await page.getByRole('button', { name: 'Add module' }).click();
  expect(await page.getByRole('menuitem').locator('.catalogue-name').allTextContents()).toEqual([
    'Correlation',
    'Cross plot',
    'Distribution',
    'Note',
    'Table',
    'Time series',
  ]);
  await page.keyboard.press('Escape');
  await addModule(/^Table/);
  await expect.poll(() => cards(page).count()).toBe(2);
  const [note, table] = ['Move or resize Note', 'Move or resize Table'].map((name) =>
    page.getByRole('button', { name }),
  );
  if (!note || !table) throw new Error('unreachable');

  // By keyboard: the table moves to the left edge, which pushes the note down or aside, then back.
  const before = await placeOf(1);
  await table.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await placeOf(1)).height).toBeGreaterThan(before.height + 30);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await placeOf(1)).width).toBeLessThan(before.width - 30);
  await hasFocus(table);
  await page.getByText(/^Column \d+, row \d+, \d+ columns wide, \d+ rows high$/).waitFor({
    state: 'attached',
  });

  // By mouse: the note is dragged by its title below the table, and widened at its corner.
  const title = page.getByRole('article', { name: 'Note' }).locator('.card-title');
  const from = await title.boundingBox();
  if (!from) throw new Error('the note has no place');
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 300, from.y + 300, { steps: 5 });
  await page.mouse.move(from.x + 620, from.y + 560, { steps: 5 });
  await page.mouse.up();
  const noteCard = page.getByRole('article', { name: 'Note' });
  await expect.poll(async () => (await noteCard.boundingBox())?.y).toBeGreaterThan(from.y + 100);
  await noteCard.locator('.card-corner').scrollIntoViewIfNeeded();
  const size = await noteCard.boundingBox();
  const corner = await noteCard.locator('.card-corner').boundingBox();
  if (!corner || !size) throw new Error('the note has no corner');
  await page.mouse.move(corner.x + 9, corner.y + 9);
  await page.mouse.down();
  await page.mouse.move(corner.x - 200, corner.y - 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await noteCard.boundingBox())?.width).toBeLessThan(size.width);

  await page.getByRole('button', { name: 'Actions for Table' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Title of the module').fill('Numbers');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Actions for Numbers' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect.poll(() => page.getByRole('article', { name: 'Numbers' }).count()).toBe(2);
  await page.getByRole('button', { name: 'Enlarge Numbers' }).first().click();
  await expect.poll(() => cards(page).count()).toBe(1);
  await page.getByRole('button', { name: 'Enlarge Numbers' }).click();
  await expect.poll(() => cards(page).count()).toBe(3);
  await page.getByRole('button', { name: 'Actions for Numbers' }).first().click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect.poll(() => cards(page).count()).toBe(2);
  await hasFocus(page.getByRole('region', { name: 'Dashboard Dashboard 1' }));

  expect(errors).toEqual({ console: [], csp: [] });
});

test('A module of an unknown type, one that throws and one with invalid settings do not affect the others', async () => {
  const { page, errors } = await newVisitor(url);
  const content = contentFrom('empty');
  const layout = (y: number) => ({ x: 6, y, w: 6, h: 4 });
  const [dashboard] = content.dashboards;
  if (!dashboard) throw new Error('the template has no dashboard');
  // Markdown nested this deeply exhausts the parser's stack.
  const deep = '>'.repeat(90_000);
  const modules = [
    ...dashboard.modules,
    { id: 'unknown', type: 'hologram', settings: { depth: 7 }, layout: layout(0) },
    { id: 'broken', type: 'note', settings: { text: 7 }, layout: layout(4) },
    { id: 'throws', type: 'note', title: 'Thrower', settings: { text: deep }, layout: layout(8) },
  ];
  await openWith(page, url, { ...content, dashboards: [{ ...dashboard, modules }] });
  await page.getByText('This version of Holdfast has no module "hologram".').waitFor();
  await page.getByText('The stored settings of this note are not valid').waitFor();
  await page.getByText(/^Note stopped: /).waitFor();
  await page.getByRole('heading', { name: 'Where to begin' }).waitFor();

  // Unknown modules and settings are kept unchanged through an edit and a save.
  await page.getByRole('button', { name: 'Add dashboard' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Session saved successfully').waitFor();
  const id = new URL(page.url()).searchParams.get('session');
  const saved = await (await page.request.get(`${url}/api/persistence/sessions/${id}`)).json();
  const kept = JSON.parse(saved.content).dashboards[0].modules;
  expect(kept.slice(1, 3)).toEqual(modules.slice(1, 3));

  expect(errors.csp).toEqual([]);
});

test('A session with the maximum number of dashboards says so', async () => {
  const { page, errors } = await newVisitor(url);
  const content = contentFrom('empty');
  const dashboards = Array.from({ length: DASHBOARDS_MAX }, (_, i) => ({
    id: `d${i}`,
    name: `Number ${i}`,
    modules: [],
  }));
  await openWith(page, url, { ...content, dashboards });
  await page.getByRole('button', { name: 'Add dashboard' }).click();
  await page.getByText(`A session holds at most ${DASHBOARDS_MAX} dashboards.`).waitFor();
  expect(await tabs(page).locator('.tabs-button').count()).toBe(DASHBOARDS_MAX);
  expect(errors).toEqual({ console: [], csp: [] });
});
