import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { newDocument } from '../api/api-client.ts';
import { sessionSeeds } from '../api/list-seeds.ts';
import { hold } from './hold.ts';
import { countSays, openManagement, rowsOf, seed, titlesOf } from './management-steps.ts';
import { newPerson, type Person } from './people.ts';
import { edit, isFocused, onStartPage, SCREEN, sessionIdOf, toastSays } from './workbench-steps.ts';

/** "2026-01-03", in the time zone that the browser shares with the test. */
const localDay = (instant: string) => new Date(instant).toLocaleDateString('sv');
/** The rows without the header. */
const countOf = async (dialog: Locator) =>
  Number(await dialog.locator('table').getAttribute('aria-rowcount')) - 1;

test('A thousand sessions scroll with few rows in the DOM, can be searched by title, description and day, and favourites come first', async () => {
  const alice = await newPerson();
  const seeds = sessionSeeds(alice.user.userId);
  await seed('sessions', seeds);
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');

  await countSays(dialog, '1000 sessions');
  const rows = dialog.locator('.ui-rows');
  const scrollOn = async () => {
    await rows.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    return countOf(dialog);
  };
  await expect.poll(scrollOn, { timeout: 60_000, interval: 30 }).toBe(seeds.length);
  expect(await rowsOf(dialog).count()).toBeLessThan(60);

  await dialog.getByLabel('Search titles and descriptions').fill('rare');
  const rare = seeds.filter(({ metadata: { title, description__lower } }) =>
    `${title} ${description__lower}`.toLowerCase().includes('rare'),
  );
  await countSays(dialog, `${rare.length} sessions`);
  const shown = await rowsOf(dialog).allTextContents();
  expect(shown.filter((text) => !/Rare|RARE/.test(text))).toEqual([]);
  const stars = dialog.getByRole('button', { name: /^Favourite: / });
  await stars.nth(3).click();
  await expect.poll(() => stars.first().getAttribute('aria-pressed'), SCREEN).toBe('true');
  expect(await stars.nth(3).getAttribute('aria-pressed')).toBe('false');
  await dialog.getByText('Favourites come first, on this device only').waitFor();
  await countSays(dialog, `${rare.length} sessions`);

  await dialog.getByLabel('Search titles and descriptions').fill('alpha beta');
  const day = '2026-01-03';
  await dialog.getByLabel('Saved from').fill(day);
  await dialog.getByLabel('Saved to').fill(day);
  const thatDay = seeds.filter(
    ({ metadata }) => metadata.title === 'ALPHA beta' && localDay(metadata.updated_at) === day,
  );
  await expect.poll(() => countOf(dialog), SCREEN).toBe(thatDay.length);
  await dialog.getByLabel('Search titles and descriptions').fill('no such title');
  await dialog
    .getByText('No title or description contains "no such title" in these dates.')
    .waitFor();
  await dialog.getByRole('button', { name: 'Clear search and dates' }).click();
  await rowsOf(dialog).first().waitFor();
  expect(await isFocused(dialog.getByLabel('Search titles and descriptions'))).toBe(true);
  for (const field of ['Search titles and descriptions', 'Saved from', 'Saved to']) {
    expect(await dialog.getByLabel(field).inputValue()).toBe('');
  }
});

test('Tags from descriptions are shown in the rows of every list, and a list can be filtered by one', async () => {
  const alice = await newPerson();
  const make = async (title: string, description: string) => {
    const body = { ...newDocument(title), description };
    await alice.api('create-snapshot', { body });
    return (await alice.api('create-session', { body })).body;
  };
  await make('Base', 'History match #base-case #week-48');
  await make('Infill', '#infill #week-48');
  await make('Plain', 'Nothing to find it by');
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  const search = dialog.getByLabel('Search titles and descriptions');
  await dialog.getByRole('button', { name: '#week-48' }).first().click();
  await countSays(dialog, '2 sessions');
  expect(await search.inputValue()).toBe('#week-48');
  expect(await isFocused(search)).toBe(true);
  await dialog.getByRole('button', { name: '#infill' }).click();
  await countSays(dialog, '1 session');
  expect(await titlesOf(dialog)).toEqual(['Infill']);

  await dialog.getByRole('tab', { name: 'Snapshots' }).click();
  await countSays(dialog, '3 snapshots');
  await dialog.getByRole('button', { name: '#base-case' }).click();
  await countSays(dialog, '1 snapshot');
  expect(await titlesOf(dialog)).toEqual(['Base']);

  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /^New session/ }).click();
  await page.getByRole('button', { name: 'Edit note' }).waitFor();
  await page.keyboard.press('Control+s');
  const form = page.getByRole('dialog', { name: 'Save session' });
  await form.getByText('Words that start with # are tags').waitFor();
  await form.getByLabel('Title').fill('Late water');
  await form.getByLabel('Description').fill('#infill');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await toastSays(page, 'Session saved successfully');
  const again = await openManagement(page, 'Sessions');
  await again.getByRole('button', { name: '#infill' }).first().click();
  await countSays(again, '2 sessions');
  expect(await titlesOf(again)).toEqual(['Late water', 'Infill']);
  expect(alice.errors()).toEqual([]);
});

test('A session is opened, renamed, linked to and deleted from the list, and the list follows the cloud', async () => {
  const alice = await newPerson();
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, id } = await alice.openSaved('Alpha', 'a note');
  const others = ['Beta', 'Gamma'].map((title) =>
    alice.api('create-session', { body: newDocument(title) }),
  );
  const ids = (await Promise.all(others)).map(({ body }) => body as string);
  const dialog = await openManagement(page, 'Sessions');
  await expect.poll(() => titlesOf(dialog), SCREEN).toHaveLength(3);

  await dialog.getByRole('button', { name: 'Rename Beta' }).click();
  const field = dialog.getByLabel('New title of Beta');
  await field.fill('Beta renamed');
  await field.press('Enter');
  await expect.poll(() => titlesOf(dialog), SCREEN).toContain('Beta renamed');
  const rename = dialog.getByRole('button', { name: 'Rename Beta renamed' });
  await expect.poll(() => isFocused(rename), SCREEN).toBe(true);
  await dialog.getByRole('button', { name: 'Link to Alpha...' }).click();
  const link = page.getByRole('dialog', { name: 'Link to "Alpha"' });
  const words = link.getByText('Only you can open this link');
  // It is rendered in the row's cell, where nothing wraps.
  expect(await words.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0);
  expect(await link.getByLabel('Link for yourself').inputValue()).toContain(`?session=${id}`);
  await link.getByRole('button', { name: 'Copy link' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()), SCREEN)
    .toBe(new URL(`/?session=${id}`, page.url()).href);
  await page.keyboard.press('Escape');
  await link.waitFor({ state: 'detached' });

  await dialog.getByRole('button', { name: 'Delete Gamma...' }).click();
  await dialog.getByText('Move "Gamma" to the trash?').waitFor();
  await page.keyboard.press('Escape');

  for (const title of ['Beta renamed', 'Gamma']) {
    await dialog.getByRole('checkbox', { name: `Select ${title}` }).check();
  }
  await dialog.getByText('2 sessions selected').waitFor();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByText('Snapshots of them stay.').waitFor();
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  await expect.poll(() => isFocused(cancel), SCREEN).toBe(true);
  await page.keyboard.press('Escape');
  await cancel.waitFor({ state: 'detached' });
  await dialog.getByText('2 sessions selected').waitFor();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByRole('button', { name: 'Delete 2 sessions' }).click();
  await expect.poll(() => titlesOf(dialog), SCREEN).toEqual(['Alpha']);
  for (const gone of ids) {
    expect((await alice.api('get-session', { params: { id: gone } })).status).toBe(404);
  }

  await alice.api('create-session', { body: newDocument('From another device') });
  await dialog.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => titlesOf(dialog), SCREEN).toHaveLength(2);

  await page.keyboard.press('Escape');
  await page.getByTitle('Start page').click();
  await onStartPage(page);
  await page.getByRole('link', { name: /From another device/ }).waitFor();
  await openManagement(page, 'Sessions');
  await dialog.getByRole('link', { name: 'Alpha' }).click();
  await expect.poll(() => new URL(page.url()).search, SCREEN).toBe(`?session=${id}`);
  expect(sessionIdOf(page)).toBe(id);
  expect(await dialog.count()).toBe(0);

  await page.getByRole('button', { name: /^Actions for dashboard/ }).click();
  await page.getByRole('menuitem', { name: /Copy link/ }).click();
  await toastSays(page, 'Link copied. Only you can open it');
  await page.getByRole('button', { name: 'Create snapshot...' }).click();
  await page.getByRole('dialog', { name: 'Create snapshot' }).waitFor();
  await page.keyboard.press('Escape');

  await edit(page, 'left behind');
  await openManagement(page, 'Sessions');
  await dialog.getByRole('link', { name: 'From another device' }).click();
  await toastSays(page, 'The unsaved changes to "Alpha" stay on this device.');
  await page.getByRole('heading', { name: 'Its data is not valid' }).waitFor();
  await page.getByRole('button', { name: 'Go to the start page' }).click();
  await page.getByText('1 session with unsaved changes is kept on this device.').waitFor();
});

test('A deletion of many goes on after its list is closed, and a message shows its progress and can stop it', async () => {
  const alice = await newPerson();
  const titles = Array.from({ length: 6 }, (_, i) => `Case ${i}`);
  for (const title of titles) await alice.api('create-session', { body: newDocument(title) });
  const page = await alice.open();
  await onStartPage(page);
  const held: (() => void)[] = [];
  await page.route('**/api/persistence/sessions/*', async (route) => {
    if (route.request().method() === 'DELETE') {
      await new Promise<void>((resolve) => held.push(resolve));
    }
    await route.continue();
  });
  const release = async (count: number) => {
    await expect.poll(() => held.length, SCREEN).toBe(count);
    held.at(-1)?.();
  };
  const dialog = await openManagement(page, 'Sessions');
  await expect.poll(() => titlesOf(dialog), SCREEN).toHaveLength(titles.length);
  await dialog.getByRole('checkbox', { name: /^Select all/ }).check();
  await dialog.getByRole('button', { name: 'Delete...', exact: true }).click();
  await dialog.getByRole('button', { name: 'Delete 6 sessions' }).click();
  await release(1);
  await dialog.getByText('1 of 6 done').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await toastSays(page, 'Delete 6 sessions: 1 of 6 done.');
  const stop = await page.getByRole('button', { name: 'Stop' }).elementHandle();
  await release(2);
  await toastSays(page, 'Delete 6 sessions: 2 of 6 done.');
  // The same element as before, so that a press that has begun is not lost.
  await stop?.click();
  await release(3);
  await toastSays(page, '3 sessions are in the trash. You stopped it, so the others stay.');
  await page.getByText('Delete 6 sessions').waitFor({ state: 'detached' });
});

test('Two deletions whose lists are closed have a message each', async () => {
  const alice = await newPerson();
  const titles = ['First', 'Second'];
  for (const title of titles) await alice.api('create-session', { body: newDocument(title) });
  const page = await alice.open();
  await onStartPage(page);
  const release = await hold(page, '**/api/persistence/sessions/*');
  for (const title of titles) {
    const dialog = await openManagement(page, 'Sessions');
    await dialog.getByLabel(`Select ${title}`, { exact: true }).check();
    await dialog.getByRole('button', { name: 'Delete...', exact: true }).click();
    await dialog.getByRole('button', { name: 'Delete 1 session' }).click();
    await dialog.getByRole('alert').getByText('0 of 1 done').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).first().click();
  }
  const messages = page.locator('.ui-toast:visible').filter({ hasText: '0 of 1 done' });
  await expect.poll(() => messages.count(), SCREEN).toBe(2);
  release();
  await expect.poll(() => messages.count(), SCREEN).toBe(0);
});

test('Snapshots are listed with owner, visits and deletions; own ones can be deleted, others only removed from the list', async () => {
  const [alice, bob] = [await newPerson('Alice'), await newPerson('Bob')];
  const make = async (person: Person, title: string): Promise<string> =>
    (await person.api('create-snapshot', { body: newDocument(title) })).body;
  const own = await make(alice, 'Mine');
  const [shared, doomed] = [await make(bob, 'Shared'), await make(bob, 'Gone')];
  for (const id of [shared, shared, doomed]) await alice.api('get-snapshot', { params: { id } });
  await bob.api('delete-snapshot', { params: { id: doomed } });

  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Snapshots');
  const row = (title: string) => rowsOf(dialog).filter({ hasText: title });
  expect(await row('Mine').textContent()).toContain(`${alice.user.userDetails} (you)`);
  expect(await row('Shared').textContent()).toContain(bob.user.userDetails);
  expect(await row('Shared').locator('.management-number').textContent()).toBe('2');

  const refreshed = async () => {
    await dialog.getByRole('button', { name: 'Refresh' }).click();
    return row('Gone').textContent();
  };
  await expect.poll(refreshed, SCREEN).toContain('Deleted');
  await dialog.getByLabel('Hide deleted').check();
  await expect.poll(() => row('Gone').count(), SCREEN).toBe(0);
  await dialog.getByLabel('Hide deleted').uncheck();
  await dialog.getByRole('button', { name: 'Remove Gone from my list' }).click();
  await expect.poll(() => row('Gone').count(), SCREEN).toBe(0);

  await row('Shared').getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Remove from my list...' }).click();
  await dialog.getByRole('button', { name: 'Remove 1 snapshot from my list' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Select none' }).click();
  await dialog.getByRole('checkbox', { name: 'Select all shown snapshots' }).check();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByText("Other people's are only taken off your list").waitFor();
  await dialog.getByRole('button', { name: 'Delete 2 snapshots' }).click();
  await toastSays(page, '2 snapshots are in the trash or off your list.');
  await dialog.getByText('Nothing here yet').waitFor();
  expect((await alice.api('get-snapshot', { params: { id: own } })).status).toBe(404);
  expect((await bob.api('get-snapshot', { params: { id: shared } })).status).toBe(200);

  await make(alice, 'Made later');
  await dialog.getByRole('radio', { name: 'Made by me' }).check();
  await row('Made later').waitFor();
});
