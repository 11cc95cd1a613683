import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPerson } from './people.ts';
import {
  BACKED_UP,
  beginSaved,
  chooseInMenu,
  onStartPage,
  SAVED,
  SCREEN,
  sessionIdOf,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

/** An editor: how to open it, and its field. */
interface Place {
  open(page: Page): Promise<void>;
  field(page: Page): Locator;
}

const panel =
  (name: string): Place['open'] =>
  async (page) => {
    const side = page.getByRole('complementary', { name });
    if (await side.isVisible()) return;
    await page.getByRole('button', { name, exact: true }).click();
    await side.waitFor();
  };
const labelled = (label: string) => (page: Page) => page.getByLabel(label, { exact: true }).first();

const PLACES = {
  filter: { open: panel('Realization filter'), field: labelled('Include only') },
  percentiles: { open: panel('Settings'), field: labelled('Percentiles') },
  annotation: {
    async open(page: Page) {
      await panel('Annotations')(page);
      await page.getByRole('button', { name: 'Date marker' }).click();
    },
    field: labelled('Name'),
  },
  dashboard: {
    async open(page: Page) {
      await page
        .getByRole('navigation', { name: 'Dashboards' })
        .getByRole('button')
        .first()
        .press('F2');
    },
    field: labelled('Name of the dashboard'),
  },
  module: {
    async open(page: Page) {
      await page
        .getByRole('article')
        .getByRole('button', { name: /^Actions for / })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Rename' }).click();
    },
    field: labelled('Title of the module'),
  },
  details: {
    open: (page: Page) => chooseInMenu(page, 'Title and description...'),
    field: labelled('Description (optional)'),
  },
} satisfies Record<string, Place>;

async function withExample(page: Page): Promise<void> {
  await panel('Ensembles')(page);
  await page.getByRole('region', { name: 'Examples' }).getByRole('button').first().click();
  await page
    .getByRole('region', { name: 'In this session' })
    .getByRole('listitem')
    .first()
    .waitFor();
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
}

test('Valid text in a field is saved by Ctrl+S without leaving the field', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await beginSaved(page, 'Typed', 'one');
  await withExample(page);
  const typed = { filter: '0-3', percentiles: '5, 50', dashboard: 'Renamed', module: 'Own title' };
  for (const [name, text] of Object.entries(typed)) {
    const { open, field } = PLACES[name as keyof typeof typed];
    await open(page);
    await field(page).fill(text);
    await statusSays(page, /^Unsaved changes/);
    await page.keyboard.press('Control+s');
    await statusSays(page, SAVED);
    const read = await alice.api('get-session', { params: { id: sessionIdOf(page) } });
    const wanted: Record<string, string> = { filter: '[[0,3]]', percentiles: '[5,50]' };
    expect(JSON.stringify(read.body).replaceAll('\\', ''), name).toContain(wanted[name] ?? text);
    await page.keyboard.press('Escape');
  }
  expect(alice.errors()).toEqual([]);
});

test('Invalid text, or text in a form, is unsaved work and comes back after a reload', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await beginSaved(page, 'Typed', 'one');
  await withExample(page);
  const typed = {
    filter: '0-3, x',
    percentiles: '5, 5x',
    annotation: 'Maintenance',
    dashboard: ' ',
    module: ' ',
    details: 'What it is about',
  };
  for (const [name, text] of Object.entries(typed)) {
    const { open, field } = PLACES[name as keyof typeof typed];
    await open(page);
    await field(page).fill(text);
    await statusSays(page, BACKED_UP);
    if (name !== 'details') {
      await page.keyboard.press('Control+s');
      await toastSays(page, 'Saved, but not what you typed in');
      await statusSays(page, BACKED_UP);
    }
    await page.reload();
    await expect.poll(() => field(page).inputValue(), { ...SCREEN, message: name }).toBe(text);
    await statusSays(page, BACKED_UP);
    await field(page).press('Escape');
    if (name === 'details') {
      await page.getByRole('button', { name: 'Keep writing' }).click();
      expect(await field(page).inputValue()).toBe(text);
      await field(page).press('Escape');
      await page.getByRole('button', { name: 'Discard it' }).click();
    } else if (name === 'annotation') {
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    } else if (name !== 'dashboard' && name !== 'module') {
      await page.getByRole('button', { name: 'Discard', exact: true }).click();
    }
    await statusSays(page, SAVED);
  }
  expect(alice.errors()).toEqual([]);
});
