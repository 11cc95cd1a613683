import { expect, test } from 'vitest';
import { look } from './look.ts';
import { openManagement, rowsOf } from './management-steps.ts';
import { contentWithNote, newPerson } from './people.ts';
import {
  BACKED_UP,
  beginSession,
  edit,
  isFocused,
  noteSays,
  onStartPage,
  SAVED,
  SCREEN,
  saveFirst,
  statusSays,
} from './workbench-steps.ts';

test('A snapshot is created and shared; another person reads it and continues in a session of their own', async () => {
  const alice = await newPerson('Alice');
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await alice.open();
  await beginSession(page);
  await edit(page, 'look at this');

  await page.getByRole('button', { name: 'Create snapshot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create snapshot' });
  await dialog.getByText(`sees your name (${alice.user.userDetails})`).waitFor();
  await dialog.getByLabel('Title').fill('For Bob');
  await dialog.getByRole('button', { name: 'Create snapshot' }).click();
  const created = page.getByRole('dialog', { name: 'Snapshot created!' });
  const url = await created.getByLabel('Share this URL').inputValue();
  expect(url).toMatch(/\/\?snapshot=[\w-]{8,21}$/);
  const copy = created.getByRole('button', { name: 'Copy link' });
  expect(await isFocused(copy)).toBe(true);
  await copy.click();
  await created.getByText('The link is on the clipboard.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url);
  await page.keyboard.press('Escape');
  await statusSays(page, BACKED_UP);

  const bob = await newPerson('Bob');
  const seen = await bob.open(`/${new URL(url).search}`);
  await noteSays(seen, 'look at this');
  await seen.getByText(`Made by ${alice.user.userDetails}, `).waitFor();
  await expect.poll(() => seen.title(), SCREEN).toBe('For Bob - Holdfast');
  expect(await seen.getByRole('button', { name: 'Edit note' }).count()).toBe(0);
  expect(await seen.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);

  await seen.getByRole('button', { name: 'Make it my own session' }).click();
  await statusSays(seen, BACKED_UP);
  await edit(seen, 'my own thoughts');
  await saveFirst(seen, 'Mine now');
  const visited = await bob.open(`/${new URL(url).search}`);
  await noteSays(visited, 'look at this');
  expect([...alice.errors(), ...bob.errors()]).toEqual([]);
});

test('A snapshot link opened over unsaved work leaves that work untouched, and is never an edit itself', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Busy', 'in the cloud');
  const snapshot = await alice.api('create-snapshot', {
    body: {
      title: 'Earlier',
      content: (await alice.api('get-session', { params: { id } })).body.content,
    },
  });
  await edit(page, 'not saved yet');
  await page.goto(new URL(`/?snapshot=${snapshot.body}`, page.url()).href);
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
  await noteSays(page, 'in the cloud');
  await page.keyboard.press('Control+s');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.close();

  const again = await alice.open(`/?session=${id}`);
  await again.getByRole('button', { name: 'Recover changes' }).click();
  await noteSays(again, 'not saved yet');
  await again.keyboard.press('Control+s');
  await statusSays(again, SAVED);
  const last = await alice.open();
  await onStartPage(last);
  expect(await last.getByText(/with unsaved changes/).count()).toBe(0);
});

test('A deleted or unknown snapshot has a page that says so and leads back', async () => {
  const alice = await newPerson();
  const page = await alice.open('/?snapshot=nowhere-1');
  await page.getByRole('heading', { name: 'This snapshot does not exist' }).waitFor();
  await page.getByText('Ask the person who sent you the link for a new one.').waitFor();
  await page.getByRole('button', { name: 'Go to the start page' }).click();
  await onStartPage(page);
  expect(new URL(page.url()).search).toBe('');

  for (const search of ['?session=%20bad!', '?snapshot=%20bad!']) {
    await page.goto(new URL(`/${search}`, page.url()).href);
    await page.getByRole('heading', { name: 'This link is not complete' }).waitFor();
    expect(await page.getByText('path.').count()).toBe(0);
  }
});

test('A link expires at the chosen time, and every list says when, or that it has expired', async () => {
  const [alice, bob] = [await newPerson('Alice'), await newPerson('Bob')];
  // Long enough for Bob's visit on any machine; it passes while the other snapshots are made.
  const body = { title: 'Over', content: JSON.stringify(contentWithNote('past')) };
  const overAt = new Date(Date.now() + 15_000).toISOString();
  const { body: over } = await alice.api('create-snapshot', {
    body: { ...body, expiresAt: overAt },
  });
  await bob.api('get-snapshot', { params: { id: over } });

  const { page } = await alice.openSaved('Plan', 'look at this');
  const dialog = page.getByRole('dialog', { name: 'Create snapshot' });
  const lastDay = await page.evaluate(() => {
    const day = new Date();
    day.setDate(day.getDate() + 3);
    const text = `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
    return {
      text: text.replace(/-(?=\d(-|$))/g, '-0'),
      endMs: new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime() - 1,
    };
  });
  for (const choice of ['never', 'day', 'week', 'month', 'date']) {
    await page.keyboard.press('Control+Shift+L');
    await dialog.getByLabel('Title').fill(`Ends: ${choice}`);
    await dialog.getByLabel('The link stops working').selectOption(choice);
    if (choice === 'date') {
      const field = dialog.getByLabel('Last day');
      await field.fill('2020-01-31');
      await page.keyboard.press('Enter');
      await dialog.getByText('Choose today or a later day.').waitFor();
      await field.fill(lastDay.text);
    }
    await dialog.getByRole('button', { name: 'Create snapshot' }).click();
    await page.getByRole('dialog', { name: 'Snapshot created!' }).waitFor();
    await page.keyboard.press('Escape');
  }
  const { items } = (await alice.api('list-snapshots')).body;
  const days: Record<string, number | string> = {};
  for (const { title, createdAt, expiresAt } of items) {
    if (title === 'Over') continue;
    const lasts = Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000);
    days[title] = expiresAt === null || title.endsWith('date') ? expiresAt : lasts;
  }
  expect(days).toEqual({
    'Ends: never': null,
    'Ends: day': 1,
    'Ends: week': 7,
    'Ends: month': expect.toSatisfy((count: number) => count >= 28 && count <= 31),
    'Ends: date': new Date(lastDay.endMs).toISOString(),
  });

  // Expired before anybody looks at a list.
  const opened = () => alice.api('get-snapshot', { params: { id: over } });
  await expect.poll(async () => (await opened()).status, SCREEN).toBe(404);

  const list = await openManagement(page, 'Snapshots');
  const row = (title: string) => rowsOf(list).filter({ hasText: title });
  await row('Ends: week').getByText('Link works until').waitFor();
  expect(await row('Ends: never').getByText('Link works').count()).toBe(0);
  await row('Over')
    .getByText(/^Expired /)
    .waitFor();
  await row('Over').getByRole('button', { name: 'Remove Over from my list' }).waitFor();
  expect(await row('Over').getByRole('link').count()).toBe(0);
  await look(page, 'list with an expired snapshot');
  await list.getByRole('radio', { name: 'Made by me' }).check();
  await row('Ends: day').getByText('Link works until').waitFor();
  expect(await row('Over').count()).toBe(0);

  const visitor = await bob.open();
  await visitor.getByText(/^By Alice.*, expired /).waitFor();
  const visits = await openManagement(visitor, 'Snapshots');
  await rowsOf(visits).filter({ hasText: 'Over' }).getByText('Expired', { exact: true }).waitFor();
  await visitor.goto(new URL(`/?snapshot=${over}`, visitor.url()).href);
  await visitor.getByText('it has expired').waitFor();
  const [week] = items.filter(({ title }: { title: string }) => title === 'Ends: week');
  await visitor.goto(new URL(`/?snapshot=${week.id}`, visitor.url()).href);
  await visitor.getByText(/Its link works until /).waitFor();
});
