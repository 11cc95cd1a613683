/** Leaving a page just after an edit for which the browser has no storage. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPerson } from '../browser/people.ts';
import { BACKED_UP, beginSession, edit, noteSays, statusSays } from '../browser/workbench-steps.ts';
import { unique } from '../test-app/notes-page.ts';

test('With a full localStorage the page asks before an edit made just now would be lost; staying loses nothing', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await beginSession(page);
  await edit(page, 'before');
  await fillLocalStorage(page);
  await edit(page, 'while it is full');
  expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain(':session:');

  const last = unique();
  await page.getByLabel('Text of the note, in Markdown').evaluate((area, text) => {
    // Both at once: the reload comes before anything could be written.
    Object.assign(area, { value: text });
    area.dispatchEvent(new Event('input', { bubbles: true }));
    setTimeout(() => location.reload());
  }, last);
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await statusSays(page, BACKED_UP);
  await page.reload();
  await noteSays(page, last);
  expect(asked).toEqual(['beforeunload']);
});

/** Fills the localStorage completely. */
function fillLocalStorage(page: Page): Promise<void> {
  return page.evaluate(() => {
    // Otherwise a new entry could replace an old one.
    for (const key of Object.keys(localStorage))
      if (key.startsWith('holdfast:session:')) localStorage.removeItem(key);
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let n = 0; ; n += 1) localStorage.setItem(`filler-${size}-${n}`, 'x'.repeat(size));
      } catch {}
    }
  });
}
