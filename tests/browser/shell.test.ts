import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { templateContent } from '../../web/workbench/content/template-contents.ts';
import { changeModuleSettings, duplicateModule } from '../../web/workbench/edits/modules.ts';
import { newPerson } from './people.ts';
import {
  beginSession,
  edit,
  isFocused,
  onStartPage,
  SAVED,
  SCREEN,
  saveFirst,
  sessionIdOf,
  statusSays,
} from './workbench-steps.ts';

test('The status is complete beside the longest title, which is truncated and complete in its tooltip', async () => {
  const alice = await newPerson();
  const title = 'A title of a hundred and twenty characters '.repeat(3).slice(0, 120);
  const { page } = await alice.openSaved(title, 'a note');
  const status = page.getByTitle('What is backed up and what is in the cloud');
  const heading = page.getByRole('heading', { level: 1 });
  expect(await heading.getAttribute('title')).toBe(title);
  await edit(page, 'another note');
  expect((await status.boundingBox())?.height).toBeLessThan(ONE_LINE);
  for (const width of [1280, 900, 730, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect({ width, cut: await status.evaluate(isCut) }).toEqual({ width, cut: false });
    expect({ width, cut: await heading.evaluate(isCut) }).toEqual({ width, cut: true });
  }
});

/** In pixels; two lines are higher. */
const ONE_LINE = 30;

function isCut(element: Element): boolean {
  const parts = [element, ...element.children];
  return parts.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
}

test('A save on another day is shown with its date, and announced without the time', async () => {
  const alice = await newPerson();
  const { page } = await alice.openSaved('Older', 'a note');
  await page.clock.setFixedTime(Date.now() + 40 * 24 * 60 * 60 * 1000);
  await page.reload();
  await statusSays(page, /^Saved [A-Z][a-z]{2} \d{1,2}, \d{4}, \d\d:\d\d$/);
  expect(await page.locator('.shell-header [aria-live=polite]').textContent()).toBe('Saved');
});

test('A session that nearly reaches the size limit says so, with what takes the space', async () => {
  const alice = await newPerson();
  const content = JSON.stringify(notesOf(18, 100_000));
  const { body: id } = await alice.api('create-session', { body: { title: 'Large', content } });
  const page = await alice.open(`/?session=${id}`);
  await edit(page, 'one of them is short now');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);
  const banner = page.getByRole('status').filter({ hasText: 'that the cloud can hold' });
  await banner.waitFor();
  expect(await banner.textContent()).toMatch(
    /^This session takes 1\.7 MB of the 1\.9 MB that the cloud can hold\. Most space is taken by: Note on 'Dashboard 1' \(18 of them\)\.$/,
  );
});

/** A dashboard with so many notes, each with a hardly compressible text of this length. */
function notesOf(count: number, length: number): SessionContent {
  const content = templateContent('empty');
  const note = content.dashboards[0]?.modules[0]?.id ?? '';
  const copies = Array.from({ length: count - 1 }, (_, index) => `copy-${index}`);
  const all = copies.reduce((made, copy) => duplicateModule(made, note, copy), content);
  return [note, ...copies].reduce((made, id) => {
    const text = randomBytes(length).toString('base64').slice(0, length);
    return changeModuleSettings(made, id, { text });
  }, all);
}

test('A new screen moves the focus to its heading, without a ring around an element that cannot be used', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  const heading = page.getByRole('heading', { level: 1 });
  const ring = () => heading.evaluate((element) => getComputedStyle(element).outlineStyle);
  await expect.poll(() => isFocused(heading), SCREEN).toBe(true);
  expect(await ring()).toBe('none');
  await edit(page, 'a note');
  const id = await saveFirst(page, 'Found again');

  const link = page.getByRole('link', { name: /^Found again/ });
  await page.getByTitle('Start page').click();
  await link.click();
  await statusSays(page, SAVED);
  await expect.poll(() => isFocused(heading), SCREEN).toBe(true);
  expect(await heading.textContent()).toBe('Found again');

  await page.getByTitle('Start page').click();
  await link.waitFor();
  await alice.api('delete-session', { params: { id } });
  await link.click();
  await page.getByRole('heading', { name: 'It no longer exists' }).waitFor();
  await expect.poll(() => isFocused(heading), SCREEN).toBe(true);
  await page.getByRole('button', { name: 'Go to the start page' }).press('Enter');
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  await expect.poll(() => isFocused(heading), SCREEN).toBe(true);
  expect(await ring()).toBe('none');
});

test('Nothing overflows at 320 px: the start page, a session, its banners, an error', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  const fits = async (what: string) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect({ what, wide }).toEqual({ what, wide: 320 });
  };
  await onStartPage(page);
  await fits('start page');
  await page.getByRole('button', { name: /^Field overview/ }).click();
  await page.getByRole('navigation', { name: 'Dashboards' }).waitFor();
  await fits('new session');
  await edit(page, 'a note');
  await fits('unsaved session');
  await saveFirst(page, 'A title of some length, as people give them');
  await fits('saved session');
  const snapshot = await alice.api('create-snapshot', {
    body: {
      title: 'Snapshot',
      content: (await alice.api('get-session', { params: { id: sessionIdOf(page) } })).body.content,
    },
  });
  await page.goto(new URL(`/?snapshot=${snapshot.body}`, page.url()).href);
  await page.getByText('Snapshot, read-only.').waitFor();
  await fits('snapshot');
  await page.goto(new URL('/?snapshot=nowhere-1', page.url()).href);
  await page.getByRole('heading', { name: 'This snapshot does not exist' }).waitFor();
  await fits('error');
});
