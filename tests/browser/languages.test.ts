import { expect, test } from 'vitest';
import { newPerson } from './people.ts';
import { beginSaved, edit, onStartPage, SAVED, SCREEN, statusSays } from './workbench-steps.ts';

test('A page whose texts were replaced by a translator still shows the right state of the work', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await beginSaved(page, 'Field', 'first words');
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      if (text.data.trim() === '' || text.parentElement?.closest('[translate=no], script'))
        continue;
      const font = document.createElement('font');
      font.textContent = text.data.toUpperCase();
      text.replaceWith(font);
    }
  });
  await edit(page, 'second words');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  const title = page.getByRole('heading', { level: 1 });
  expect(await title.textContent()).toBe('Field');
  expect(alice.errors()).toEqual([]);
});

test('Shortcuts work with a keyboard layout without Latin letters', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await beginSaved(page, 'Field', 'first words');
  await edit(page, 'second words');
  await page.evaluate(() => {
    const press = { key: '\u044b', code: 'KeyS', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', press));
  });
  await statusSays(page, SAVED);
});

test('Enter and Escape in an input method close nothing', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await beginSaved(page, 'Field', 'first words');
  await page.locator('.tabs-button').first().dblclick();
  const name = page.locator('.inline-name');
  await name.fill('\u65e5\u672c');
  for (const key of ['Enter', 'Escape']) {
    await name.evaluate((input, composed) => {
      const press = { key: composed, isComposing: true, bubbles: true, cancelable: true };
      input.dispatchEvent(new KeyboardEvent('keydown', press));
    }, key);
  }
  expect(await name.inputValue()).toBe('\u65e5\u672c');
  await page.keyboard.press('Enter');
  const tab = page.locator('.tabs-button').first();
  await expect.poll(() => tab.textContent(), SCREEN).toBe('\u65e5\u672c');
});
