/** Safari cannot move an element without losing its focus. Chromium without `moveBefore` behaves the same. */
import { expect, test } from 'vitest';
import { openManagement, rowsOf } from './management-steps.ts';
import { newPerson } from './people.ts';
import { isFocused, onStartPage, SCREEN } from './workbench-steps.ts';

test('A renamed session keeps the focus when its row moves, in a browser without moveBefore', async () => {
  const alice = await newPerson();
  for (const title of ['Alpha', 'Beta', 'Gamma']) {
    await alice.api('create-session', { body: { title, content: '{}' } });
  }
  await alice.context.addInitScript(() => {
    Reflect.deleteProperty(Element.prototype, 'moveBefore');
  });
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  await dialog.getByRole('button', { name: 'Rename Alpha' }).click();
  const title = dialog.getByLabel('New title of Alpha');
  await title.fill('Omega');
  await title.press('Enter');

  await expect.poll(() => rowsOf(dialog).first().textContent(), SCREEN).toContain('Omega');
  const rename = dialog.getByRole('button', { name: 'Rename Omega' });
  await expect.poll(() => isFocused(rename), SCREEN).toBe(true);
  expect(alice.errors()).toEqual([]);
});
