import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { comeBack, saveElsewhere } from './elsewhere.ts';
import { openManagement, rowsOf } from './management-steps.ts';
import { newPerson } from './people.ts';
import {
  beginSaved,
  chooseInMenu,
  edit,
  onStartPage,
  SAVED,
  SCREEN,
  statusSays,
} from './workbench-steps.ts';

test('A page whose texts were replaced by a translator still shows the right state of the work', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await beginSaved(page, 'Field', 'first words');
  await translate(page);
  await edit(page, 'second words');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  const title = page.getByRole('heading', { level: 1 });
  expect(await title.textContent()).toBe('Field');
  expect(alice.errors()).toEqual([]);
});

test('A translated conflict shows the version that its choices are about', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Field', 'common');
  await edit(page, 'mine');
  await saveElsewhere(alice, id, { note: 'theirs' });
  await comeBack(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('cell', { name: 'theirs', exact: true }).waitFor();
  await translate(page);
  await saveElsewhere(alice, id, { note: 'theirs again' });
  await comeBack(page);
  await dialog.getByText('You saved version 3 of Field').waitFor();
  await dialog.getByRole('cell', { name: 'theirs again', exact: true }).waitFor();
  await dialog.getByRole('button', { name: /^Load version 3/ }).waitFor();
  await dialog.getByRole('radio', { name: /keep this page/ }).check();
  await dialog.getByText('Changes of both sides are combined').waitFor();
  expect(alice.errors()).toEqual([]);
});

test('Titles, versions and times in lists are not translated', async () => {
  const alice = await newPerson();
  const { page } = await alice.openSaved('Field', 'common');
  const dialog = await openManagement(page, 'Sessions');
  await translate(page);
  expect(await rowsOf(dialog).locator('font').allTextContents()).toEqual([]);
  await page.keyboard.press('Escape');
  await chooseInMenu(page, 'Versions...');
  const versions = page.getByRole('list', { name: 'Versions, newest first' });
  await versions.waitFor();
  await translate(page);
  expect(await versions.locator('font').allTextContents()).toEqual([]);
});

/** Replaces text nodes as a browser's translator does. */
function translate(page: Page): Promise<void> {
  return page.evaluate(() => {
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
}

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
