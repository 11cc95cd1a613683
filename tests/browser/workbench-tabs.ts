/** The tabs of a session's dashboards. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { isFocused, SCREEN } from './workbench-steps.ts';

export function tabs(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Dashboards' });
}

export function tab(page: Page, name: string): Locator {
  return tabs(page).getByRole('button', { name, exact: true });
}

/** Waits until there are these dashboards, in this order. */
export async function namesAre(page: Page, names: readonly string[]): Promise<void> {
  const shown = tabs(page).locator('.tabs-button');
  await expect.poll(() => shown.allTextContents(), SCREEN).toEqual(names);
}

export async function hasFocus(target: Locator): Promise<void> {
  await expect.poll(() => isFocused(target), SCREEN).toBe(true);
}
