import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { countSays, rowsOf, titlesOf } from './management-steps.ts';
import { newPerson } from './people.ts';
import { ascending, isText, type SortedList, sortedLists, trees } from './sorted-lists.ts';
import { onStartPage, SCREEN } from './workbench-steps.ts';

const PHONE = { width: 390, height: 844 };

test.each(sortedLists)(
  '$name can be sorted by every column in both directions, and on a phone also by columns not shown there',
  async (list) => {
    const alice = await newPerson();
    await list.seed(alice);
    const page = await alice.open();
    await onStartPage(page);
    const dialog = await list.open(page);
    await countSays(dialog, `${trees.length} ${list.noun}`);
    const sortedAtFirst = Object.values(list.columns).at(-1) ?? [];
    expect(await titlesOf(dialog)).toEqual(ascending(sortedAtFirst).toReversed());
    await sortByHeaders(dialog, list);

    await page.setViewportSize(PHONE);
    await sortByChoice(dialog, list);
    const overflow = await dialog
      .locator('.ui-rows')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(overflow).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  },
);

async function sortByHeaders(dialog: Locator, { columns }: SortedList): Promise<void> {
  const headers = dialog.getByRole('columnheader');
  expect(await headers.allTextContents()).toEqual([...Object.keys(columns), 'Actions']);
  for (const [column, values] of Object.entries(columns)) {
    const header = headers.filter({ hasText: column });
    for (const [direction, order] of ordersOf(column, values)) {
      await header.getByRole('button').click();
      await expect.poll(() => titlesOf(dialog), SCREEN).toEqual(order);
      expect(await header.getAttribute('aria-sort')).toBe(direction);
      expect(await dialog.locator('th[aria-sort]:not([aria-sort=none])').count()).toBe(1);
    }
  }
}

async function sortByChoice(dialog: Locator, { columns }: SortedList): Promise<void> {
  const names = Object.keys(columns);
  const shown = rowsOf(dialog).first().locator('.management-narrow:visible');
  const facts = await shown.allInnerTexts();
  const namesOfFacts = facts.map((fact) => names.find((name) => fact.startsWith(`${name} `)));
  expect(namesOfFacts).toEqual(names.slice(1));

  const choice = dialog.getByLabel('Sort by');
  expect(await choice.locator('option').allTextContents()).toEqual(names);
  for (const [column, values] of Object.entries(columns)) {
    const [[direction, first], [, second]] = ordersOf(column, values);
    await choice.selectOption(column);
    await expect.poll(() => titlesOf(dialog), SCREEN).toEqual(first);
    await dialog.getByRole('button', { name: `Sorted ${direction}; reverse the order` }).click();
    await expect.poll(() => titlesOf(dialog), SCREEN).toEqual(second);
  }
}

/** The order after one choice of a column, and after a second. */
function ordersOf(column: string, values: Parameters<typeof ascending>[0]) {
  const up = ['ascending', ascending(values)] as const;
  const down = ['descending', ascending(values).toReversed()] as const;
  return isText(column) ? ([up, down] as const) : ([down, up] as const);
}
