import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings } from '../support/axe.ts';

/** Checks the screen in both themes and at 390 px: axe finds nothing, and nothing overflows. */
export async function look(page: Page, what: string): Promise<void> {
  const found: string[] = [];
  const lookIn = async (colorScheme: 'light' | 'dark', rules?: string[]) => {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axeFindings(page, rules)).map((line) => `${colorScheme}: ${line}`));
  };
  await lookIn('light');
  // Only the colours differ.
  await lookIn('dark', ['color-contrast', 'link-in-text-block']);
  await page.setViewportSize({ width: 390, height: 844 });
  found.push(...(await page.evaluate(sticksOut)));
  await page.setViewportSize({ width: 1280, height: 800 });
  expect({ what, found }).toEqual({ what, found: [] });
}

/** Checks the dialog with this title, then closes it with Escape. */
export async function lookAt(
  page: Page,
  title: string | RegExp,
  what = String(title),
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  await look(page, what);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

function sticksOut(): string[] {
  const shown = document.querySelectorAll('dialog[open] *, .ui-banner *, .ui-toast *');
  const found = [...shown]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .filter((element) => !element.closest('.ui-rows, .import-scroll, .visually-hidden'))
    .map((element) => `390 px: ${element.tagName}.${element.className} sticks out`);
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth
    ? [...found, `390 px: the page is ${scrollWidth} px wide`]
    : found;
}
