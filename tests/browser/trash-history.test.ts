import { expect, test } from 'vitest';
import { newDocument } from '../api/api-client.ts';
import { comeBack, saveElsewhere } from './elsewhere.ts';
import { holdRequest } from './hold.ts';
import { look } from './look.ts';
import { countSays, openManagement, rowsOf, titlesOf } from './management-steps.ts';
import { newPerson } from './people.ts';
import {
  beginSaved,
  chooseInMenu,
  edit,
  noteSays,
  onStartPage,
  SAVED,
  SCREEN,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

test('A deleted session can be restored by Undo and from the trash, until it is deleted for good', async () => {
  const alice = await newPerson();
  const { body: id } = await alice.api('create-session', { body: newDocument('Old plans') });
  const isThere = async () =>
    (await alice.api('get-session', { params: { session_id: id } })).status;
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  const remove = async () => {
    await dialog.getByLabel('Select Old plans', { exact: true }).check();
    await dialog.getByRole('button', { name: 'Delete...' }).click();
    await dialog.getByRole('button', { name: 'Delete 1 session' }).click();
    await expect.poll(isThere, SCREEN).toBe(404);
  };
  await remove();
  await page.locator('.ui-toast:visible').getByRole('button', { name: 'Undo' }).click();
  await toastSays(page, '1 session is back in the list');
  expect(await isThere()).toBe(200);

  await rowsOf(dialog).first().waitFor();
  await remove();
  await dialog.getByRole('tab', { name: 'Trash' }).click();
  await dialog.getByRole('button', { name: 'Restore Old plans' }).click();
  await toastSays(page, '"Old plans" is back in the list');
  expect(await isThere()).toBe(200);

  await dialog.getByRole('tab', { name: 'Sessions' }).click();
  await rowsOf(dialog).first().waitFor();
  await remove();
  await dialog.getByRole('tab', { name: 'Trash' }).click();
  await dialog.getByLabel('Select Old plans', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Delete for good...' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 session for good' }).click();
  await dialog.getByText('The trash is empty').waitFor();
  const again = await alice.api('restore-deleted-session', { params: { session_id: id } });
  expect(again.status).toBe(404);
  expect(alice.errors()).toEqual([]);
});

test('The trash can be searched by title and description', async () => {
  const alice = await newPerson();
  for (const [title, description] of [
    ['Old plans', '#week-47'],
    ['Older plans', '#week-46'],
    ['Drafts', 'of the plans'],
  ] as const) {
    const body = { ...newDocument(title), description };
    const { body: session_id } = await alice.api('create-session', { body });
    await alice.api('delete-session', { params: { session_id } });
    const { body: snapshot_id } = await alice.api('create-snapshot', { body });
    await alice.api('delete-snapshot', { params: { snapshot_id } });
  }
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions', 'empty');
  await dialog.getByRole('tab', { name: 'Trash' }).click();
  const search = dialog.getByLabel('Search titles and descriptions');
  for (const noun of ['session', 'snapshot']) {
    await countSays(dialog, `3 ${noun}s`);
    await search.fill('old');
    await countSays(dialog, `2 ${noun}s`);
    await dialog.getByRole('button', { name: '#week-46' }).click();
    await countSays(dialog, `1 ${noun}`);
    expect(await titlesOf(dialog)).toEqual(['Older plans']);
    await search.fill('no such thing');
    await dialog.getByText('No title or description in the trash contains "no such').waitFor();
    await dialog.getByRole('button', { name: 'Clear search' }).click();
    await countSays(dialog, `3 ${noun}s`);
    await dialog.getByRole('radio', { name: 'Snapshots' }).check();
  }
  expect(alice.errors()).toEqual([]);
});

test('The trash is emptied of what was counted: what is restored or comes later stays', async () => {
  const alice = await newPerson();
  const made: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { body: session_id } = await alice.api('create-session', {
      body: newDocument(`Plans ${n}`),
    });
    await alice.api('delete-session', { params: { session_id } });
    made.push(session_id);
  }
  const { body: snapshot_id } = await alice.api('create-snapshot', { body: newDocument('Shared') });
  await alice.api('delete-snapshot', { params: { snapshot_id } });
  const { body: late } = await alice.api('create-session', { body: newDocument('Late') });
  const inTrash = async () => {
    const { body } = await alice.api('list-deleted-sessions', {});
    return body.items.map(({ title }: { title: string }) => title);
  };
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  await dialog.getByRole('tab', { name: 'Trash' }).click();
  const empty = dialog.getByRole('button', { name: 'Empty the trash...' });
  await empty.click();
  const bar = dialog.getByRole('region', { name: 'Selected rows' });
  await bar
    .getByText(
      'Delete 3 sessions and 1 snapshot for good? All earlier versions go too. This cannot be undone.',
    )
    .waitFor();
  await look(page, 'question before the trash is emptied');
  await bar.getByRole('button', { name: 'Cancel' }).click();
  expect(await inTrash()).toHaveLength(3);

  await empty.click();
  await bar.getByText(/^Delete 3 sessions .*[?]/).waitFor();
  await alice.api('restore-deleted-session', { params: { session_id: made[1] ?? '' } });
  await alice.api('delete-session', { params: { session_id: late } });
  await bar.getByRole('button', { name: 'Delete 3 sessions and 1 snapshot for good' }).click();
  await toastSays(page, '2 sessions and 1 snapshot are deleted for good.');
  await toastSays(page, 'One was saved or restored after this list was loaded, and not deleted.');
  expect(await inTrash()).toEqual(['Late']);
  const restored = await alice.api('get-session', { params: { session_id: made[1] ?? '' } });
  expect(restored.status).toBe(200);
  await countSays(dialog, '1 session');
  await dialog.getByRole('radio', { name: 'Snapshots' }).check();
  await dialog.getByText('The trash is empty').waitFor();
  expect(alice.errors().filter((line) => !line.includes('412'))).toEqual([]);
});

test('Undo does not say that what was deleted for good meanwhile is still in the trash', async () => {
  const alice = await newPerson();
  for (const title of ['Kept', 'Gone']) {
    await alice.api('create-session', { body: newDocument(title) });
  }
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  await countSays(dialog, '2 sessions');
  await dialog.getByRole('checkbox', { name: 'Select all shown sessions' }).check();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByRole('button', { name: 'Delete 2 sessions' }).click();
  await toastSays(page, '2 sessions are in the trash.');
  await dialog.getByRole('tab', { name: 'Trash' }).click();
  await dialog.getByLabel('Select Gone', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Delete for good...' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 session for good' }).click();
  await toastSays(page, '1 session is deleted for good.');
  await page.locator('.ui-toast:visible').getByRole('button', { name: 'Undo' }).click();
  await toastSays(page, '1 of 2 restored. 1 was deleted for good since.');
  expect(await page.getByText('still in the trash').count()).toBe(0);
});

test('A deletion ends at once where the cloud is not reached, and says what is done', async () => {
  const alice = await newPerson();
  for (let n = 0; n < 4; n += 1) {
    await alice.api('create-session', { body: newDocument(`Plans ${n}`) });
  }
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  await countSays(dialog, '4 sessions');
  let sent = 0;
  await page.route('**/api/persistence/sessions/*', (route) => {
    if (route.request().method() !== 'DELETE') return route.continue();
    sent += 1;
    return sent > 1 ? route.abort() : route.continue();
  });
  await dialog.getByRole('checkbox', { name: 'Select all shown sessions' }).check();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByRole('button', { name: 'Delete 4 sessions' }).click();
  await toastSays(page, '1 session is in the trash.');
  await toastSays(page, '3 of 4 could not be removed. The server did not answer.');
  expect(sent).toBe(2);
  await countSays(dialog, '3 sessions');
});

test('All sessions of a long list are selected, deleted and brought back, with the lists loaded once for each', async () => {
  const alice = await newPerson();
  const COUNT = 120;
  await Promise.all(
    Array.from({ length: COUNT }, (_, n) =>
      alice.api('create-session', { body: newDocument(`Plans ${n}`) }),
    ),
  );
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  await countSays(dialog, `${COUNT} sessions`);
  await dialog.getByRole('checkbox', { name: 'Select all shown sessions' }).check();
  const bar = dialog.getByRole('region', { name: 'Selected rows' });
  await bar.getByRole('button', { name: `Select all ${COUNT}` }).click();
  await bar.getByText(`${COUNT} sessions selected`).waitFor();
  let lists = 0;
  page.on('request', (request) => {
    if (/persistence\/sessions\?/.test(request.url())) lists += 1;
  });
  await bar.getByRole('button', { name: 'Delete...' }).click();
  await bar.getByRole('button', { name: `Delete ${COUNT} sessions` }).click();
  await bar.getByText(new RegExp(`^[1-9]\\d* of ${COUNT} done$`)).waitFor();
  await toastSays(page, `${COUNT} sessions are in the trash.`);
  await dialog.getByText('Nothing here yet').waitFor();
  await page.locator('.ui-toast:visible').getByRole('button', { name: 'Undo' }).click();
  await toastSays(page, `${COUNT} sessions are back in the list`);
  await countSays(dialog, `${COUNT} sessions`);
  // The dialog and the start page behind it, at most three pages each time.
  expect(lists).toBeLessThan(12);
  expect(alice.errors()).toEqual([]);
});

test('Deleting a session that another tab has open with unsaved changes says so, and its address leads to them', async () => {
  const alice = await newPerson();
  const { page: first, id } = await alice.openSaved('Plans', 'in the cloud');
  await edit(first, 'only in this tab');
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  await dialog.getByLabel('Select Plans', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByText('Another tab has "Plans" open with unsaved changes').waitFor();
  await dialog.getByRole('button', { name: 'Delete 1 session' }).click();
  await toastSays(page, '1 session is in the trash');
  await page.goto(new URL(`/?session=${id}`, page.url()).href);
  await page.getByText('Another tab of this browser has it open').waitFor();
  await comeBack(first);
  await statusSays(first, /^Deleted from the cloud/);
  await first.close();
  await page.reload();
  const offer = page.getByRole('dialog', { name: 'Recover unsaved changes?' });
  await offer.getByText('Since then the session was deleted from the cloud.').waitFor();
  expect(await offer.getByText('as it is in the cloud').count()).toBe(0);
  await offer.getByRole('button', { name: 'Discard changes...' }).click();
  const question = page.getByRole('dialog', { name: 'Discard the changes?' });
  await question.getByText('Plans (deleted from the cloud)').waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Recover changes' }).click();
  await noteSays(page, 'only in this tab');
});

test('Deleting the open session says where its unsaved changes stay', async () => {
  const alice = await newPerson();
  const { page } = await alice.openSaved('Plans', 'in the cloud');
  const dialog = await openManagement(page, 'Sessions');
  await dialog.getByLabel('Select Plans', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  const question = dialog.getByRole('alert');
  await question.getByText('Move "Plans" to the trash?').waitFor();
  expect(await question.getByText('unsaved').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await edit(page, 'only in this page');
  await openManagement(page, 'Sessions');
  await dialog.getByLabel('Select Plans', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await question
    .getByText('"Plans" is open here with unsaved changes. Your work is kept on this device')
    .waitFor();
  await dialog.getByRole('button', { name: 'Delete 1 session' }).click();
  await toastSays(page, '1 session is in the trash');
  await page.keyboard.press('Escape');
  await page.getByText('This session was deleted from the cloud.').waitFor();
  await noteSays(page, 'only in this page');
});

test('An outdated list does not delete a session that was saved since', async () => {
  const alice = await newPerson();
  const { body: id } = await alice.api('create-session', { body: newDocument('Plans') });
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions');
  await dialog.getByLabel('Select Plans', { exact: true }).check();
  await alice.api('update-session', {
    params: { session_id: id },
    body: { content: '{"newer":true}' },
  });
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 session' }).click();
  await toastSays(page, 'One was saved or restored after this list was loaded, and not deleted.');
  expect((await alice.api('get-session', { params: { session_id: id } })).status).toBe(200);

  await expect.poll(() => rowsOf(dialog).first().textContent(), SCREEN).toMatch(/Version 2/);
  await dialog.getByRole('button', { name: 'Delete...' }).click();
  await dialog.getByRole('button', { name: 'Delete 1 session' }).click();
  await dialog.getByText('Nothing here yet').waitFor();
  expect((await alice.api('get-session', { params: { session_id: id } })).status).toBe(404);
});

test('An outdated trash deletes nothing for good that was restored since', async () => {
  const alice = await newPerson();
  const body = newDocument('Plans');
  const { body: session_id } = await alice.api('create-session', { body });
  const { body: snapshot_id } = await alice.api('create-snapshot', { body });
  await alice.api('delete-session', { params: { session_id } });
  await alice.api('delete-snapshot', { params: { snapshot_id } });
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Sessions', 'empty');
  await dialog.getByRole('tab', { name: 'Trash' }).click();
  for (const noun of ['session', 'snapshot'] as const) {
    await dialog.getByRole('radio', { name: `${noun}s` }).check();
    await dialog.getByLabel('Select Plans', { exact: true }).check();
    if (noun === 'session') await alice.api('restore-deleted-session', { params: { session_id } });
    else await alice.api('restore-snapshot', { params: { snapshot_id } });
    await dialog.getByRole('button', { name: 'Delete for good...' }).click();
    await dialog.getByRole('button', { name: `Delete 1 ${noun} for good` }).click();
    await toastSays(page, 'One was saved or restored after this list was loaded, and not deleted.');
    await dialog.getByText('The trash is empty').waitFor();
    await page.keyboard.press('Escape');
    await openManagement(page, 'Sessions', 'empty');
    await dialog.getByRole('tab', { name: 'Trash' }).click();
  }
  expect((await alice.api('get-session', { params: { session_id } })).status).toBe(200);
  expect((await alice.api('get-snapshot', { params: { snapshot_id } })).status).toBe(200);
});

test('An earlier version says what it changed, can be viewed, and is restored as one edit', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  const title =
    'A field whose title is far longer than a phone is wide, since it says what was assumed';
  await beginSaved(page, title, 'first words');
  await edit(page, 'second words');
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);

  await chooseInMenu(page, 'Versions...');
  const dialog = page.getByRole('dialog', { name: `Versions of "${title}"` });
  await dialog.getByText('second words').waitFor();
  await look(page, 'versions');
  await dialog.getByRole('button', { name: /Version 1/ }).click();
  await dialog.getByText('The first version.').waitFor();
  await dialog.getByLabel('How it looked').check();
  await dialog.getByText('first words').waitFor();
  await dialog.getByRole('button', { name: 'Restore version 1' }).click();
  await noteSays(page, 'first words');
  await statusSays(page, /^Unsaved changes/);
  await page.locator('.ui-toast:visible').getByRole('button', { name: 'Undo' }).click();
  await noteSays(page, 'second words');
  await statusSays(page, SAVED);
  expect(alice.errors()).toEqual([]);
});

test('Each version is shown with its own dashboards when one after the other is chosen', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Plans', 'first words');
  await saveElsewhere(alice, id, { note: 'second words', dashboard: 'Wells' });
  await chooseInMenu(page, 'Versions...');
  const dialog = page.getByRole('dialog', { name: 'Versions of "Plans"' });
  const names = dialog.getByRole('navigation', { name: 'Dashboards' }).getByRole('button');
  await dialog.getByRole('button', { name: /Version 2/ }).click();
  await dialog.getByLabel('How it looked').check();
  await dialog.getByText('second words').waitFor();
  await expect.poll(() => names.allTextContents(), SCREEN).toEqual(['Wells']);
  await dialog.getByRole('button', { name: /Version 1/ }).click();
  await dialog.getByText('first words').waitFor();
  await expect.poll(() => names.allTextContents(), SCREEN).toEqual(['Dashboard 1']);
  expect(alice.errors()).toEqual([]);
});

test('A version is restored only once it is loaded, and never as the one chosen before', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Plans', 'first words');
  await saveElsewhere(alice, id, { note: 'second words' });
  await saveElsewhere(alice, id, { note: 'third words' });
  const first = await holdRequest(page, 'GET', `sessions/${id}/versions/1`, (route) =>
    route.continue(),
  );
  await chooseInMenu(page, 'Versions...');
  const dialog = page.getByRole('dialog', { name: 'Versions of "Plans"' });
  await dialog.getByText('third words').waitFor();
  await dialog.getByRole('button', { name: /Version 1/ }).click();
  await first.made;
  const restore = dialog.getByRole('button', { name: 'Restore version 1' });
  expect(await restore.isDisabled()).toBe(true);
  expect(await dialog.getByRole('button', { name: 'Open as a new session' }).isDisabled()).toBe(
    true,
  );
  first.answer();
  await restore.click();
  await noteSays(page, 'first words');
  expect(alice.errors()).toEqual([]);
});

test('The owner of a snapshot sees who opened it, and visitors are told so', async () => {
  const alice = await newPerson('Alice');
  const bob = await newPerson('Bob');
  const { body: id } = await alice.api('create-snapshot', { body: newDocument('Shared') });
  const page = await alice.open();
  await onStartPage(page);
  const dialog = await openManagement(page, 'Snapshots');
  await dialog.getByRole('button', { name: 'Who opened Shared' }).click();
  const visits = page.getByRole('dialog', { name: 'Who opened "Shared"' });
  await visits.getByText('Nobody yet').waitFor();
  await page.keyboard.press('Escape');

  await bob.api('get-snapshot', { params: { snapshot_id: id } });
  const again = await openManagement(page, 'Snapshots');
  await again.getByRole('button', { name: 'Who opened Shared' }).click();
  await visits.getByText('1 person opened it 1 time.').waitFor();
  expect(await visits.getByRole('row').nth(1).textContent()).toContain('Bob');
});
