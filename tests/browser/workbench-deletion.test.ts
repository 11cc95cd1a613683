import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { newVisitor, openWith } from './workbench-open.ts';
import { onStartPage, SCREEN, statusSays } from './workbench-steps.ts';
import { hasFocus, namesAre, tab } from './workbench-tabs.ts';

const { url } = inject('stack');

const toast = (page: Page, text: string) => page.locator('.ui-toast').filter({ hasText: text });
const undoOn = (page: Page, text: string) =>
  toast(page, text).getByRole('button', { name: 'Undo', exact: true });

/** Opens the menu and chooses its last item, with the keyboard. */
async function removeBy(page: Page, menu: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).focus();
  await page.keyboard.press('Enter');
  await hasFocus(page.getByRole('menu', { name: menu }).getByRole('menuitem').first());
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
}

test('A deleted dashboard is restored at its place from its message, and nothing else is undone', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('field-overview'));
  await removeBy(page, 'Actions for dashboard Production');
  await namesAre(page, ['Uncertainty']);
  await hasFocus(tab(page, 'Uncertainty'));
  await tab(page, 'Uncertainty').press('F2');
  await page.keyboard.type('Spread');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add dashboard' }).click();
  await namesAre(page, ['Spread', 'Dashboard 2']);

  // With the keyboard alone: to the message, and its first button.
  await page.keyboard.press('F8');
  await hasFocus(undoOn(page, "Dashboard 'Production' deleted"));
  await page.keyboard.press('Enter');
  await namesAre(page, ['Production', 'Spread', 'Dashboard 2']);
  await hasFocus(tab(page, 'Production'));
  await page.getByRole('region', { name: 'Dashboard Production' }).waitFor();
  await page.getByRole('article').nth(3).waitFor();
  expect(await toast(page, 'Production').count()).toBe(0);

  // Restoring is an undo step of its own.
  await page.getByTitle('Undo: Restore dashboard').click();
  await namesAre(page, ['Spread', 'Dashboard 2']);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('Deleting the last dashboard moves the focus to the button that adds one, and two deletions are undone one by one', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('field-overview'));
  await removeBy(page, 'Actions for dashboard Production');
  await removeBy(page, 'Actions for dashboard Uncertainty');
  await namesAre(page, []);
  await hasFocus(page.getByRole('button', { name: 'Add dashboard' }));
  await undoOn(page, 'Uncertainty').click();
  await namesAre(page, ['Uncertainty']);
  await undoOn(page, 'Production').click();
  await namesAre(page, ['Production', 'Uncertainty']);
  await hasFocus(tab(page, 'Production'));

  // Undone in another way, it is no longer offered.
  await tab(page, 'Uncertainty').click();
  await removeBy(page, 'Actions for dashboard Uncertainty');
  await undoOn(page, 'Uncertainty').waitFor();
  await page.keyboard.press('Control+z');
  await namesAre(page, ['Production', 'Uncertainty']);
  await toast(page, 'Uncertainty').waitFor({ state: 'detached' });
  expect(errors).toEqual({ console: [], csp: [] });
});

test('A removed module is restored to its dashboard, also from another one', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('field-overview'));
  const cards = page.getByRole('article');
  const names = () => cards.evaluateAll((all) => all.map((card) => card.ariaLabel));
  await cards.nth(3).waitFor();
  const before = await names();
  const name = before[0]?.split(', ')[0];
  if (!name) throw new Error('the template has no module');
  await page
    .getByRole('button', { name: `Actions for ${name}`, exact: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
  await expect.poll(() => cards.count(), SCREEN).toBe(before.length - 1);
  await hasFocus(page.getByRole('region', { name: 'Dashboard Production' }));
  await page.keyboard.press('F8');
  await page.keyboard.press('Enter');
  await expect.poll(names, SCREEN).toEqual(before);
  await hasFocus(page.getByRole('button', { name: `Move or resize ${name}` }).first());

  await page
    .getByRole('button', { name: `Actions for ${name}`, exact: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
  await tab(page, 'Uncertainty').click();
  await undoOn(page, `Module '${name}' removed`).click();
  await page.getByRole('region', { name: 'Dashboard Production' }).waitFor();
  await expect.poll(names, SCREEN).toEqual(before);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('Undo is offered only while the same session is open, and dismissing it returns the focus', async () => {
  const { page, errors } = await newVisitor(url);
  await openWith(page, url, contentFrom('field-overview'));
  await removeBy(page, 'Actions for dashboard Production');
  await hasFocus(tab(page, 'Uncertainty'));
  await page.keyboard.press('F8');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await toast(page, 'Production').waitFor({ state: 'detached' });
  await hasFocus(tab(page, 'Uncertainty'));

  await removeBy(page, 'Actions for dashboard Uncertainty');
  await undoOn(page, 'Uncertainty').waitFor();
  await statusSays(page, /backed up/);
  await page.getByTitle('Start page').click();
  await onStartPage(page);
  expect(await toast(page, 'Uncertainty').count()).toBe(0);
  await page.getByRole('button', { name: /^New session/ }).click();
  await namesAre(page, ['Dashboard 1']);
  expect(await toast(page, 'Uncertainty').count()).toBe(0);
  expect(errors).toEqual({ console: [], csp: [] });
});

test('The message disappears by itself, but not while the pointer or the focus is on it, and waits behind a dialog', async () => {
  const { page, errors } = await newVisitor(url);
  await page.clock.install();
  await openWith(page, url, contentFrom('field-overview'));
  await removeBy(page, 'Actions for dashboard Production');
  const said = toast(page, "Dashboard 'Production' deleted");
  // What it would change must not change behind a dialog.
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.waitFor();
  expect(await page.locator('.ui-toast:visible').count()).toBe(0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('F8');
  await hasFocus(undoOn(page, 'Production'));
  await page.clock.fastForward('01:00');
  await said.waitFor();
  await said.hover();
  await tab(page, 'Uncertainty').focus();
  await page.clock.fastForward('01:00');
  await said.waitFor();
  await page.mouse.move(0, 0);
  await page.clock.fastForward('01:00');
  await said.waitFor({ state: 'detached' });
  expect(errors).toEqual({ console: [], csp: [] });
});
