/** Unsaved work that is offered but cannot be opened: damaged, from a later build, or taken by another tab. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { damageParts, damagePartsWith, makeNewer } from './damage.ts';
import { look } from './look.ts';
import { contentWithNote, newPerson, type Person } from './people.ts';
import {
  BACKED_UP,
  beginSession,
  chooseInMenu,
  edit,
  isFocused,
  noteSays,
  onStartPage,
  SAVED,
  SCREEN,
  statusSays,
  toastSays,
} from './workbench-steps.ts';

const recoveryDialog = (page: Page) => page.getByRole('dialog', { name: 'Recover unsaved work' });
const askingDialog = (page: Page) => page.getByRole('dialog', { name: 'Recover unsaved changes?' });

async function leaveUnsaved(person: Person, note: string): Promise<void> {
  const page = await person.open();
  await beginSession(page);
  await edit(page, note);
  await page.close();
}

/** A saved session with unsaved changes left by a closed tab. Returns the session's id. */
async function leaveChanged(person: Person): Promise<string> {
  const { page, id } = await person.openSaved('Study', 'in the cloud');
  await edit(page, 'only here');
  await page.close();
  return id;
}

async function downloaded(page: Page, button: Locator): Promise<string> {
  const downloading = page.waitForEvent('download');
  await button.click();
  return readFile(await (await downloading).path(), 'utf8');
}

test('Damaged unsaved work is reported, and listed on the start page and in the menu until it is deleted', async () => {
  const alice = await newPerson();
  await leaveUnsaved(alice, 'to be damaged');
  const first = await alice.open();
  const dialog = recoveryDialog(first);
  await dialog.getByText('Dashboard 1').waitFor();
  await damageParts(first);
  await dialog.getByRole('button', { name: 'Recover Untitled session', exact: true }).click();
  await dialog.getByText('"Untitled session" was not recovered. Its data is damaged.').waitFor();
  await dialog.getByText('Nothing was deleted').waitFor();
  await dialog.getByText('Nothing to recover').waitFor();
  await dialog.getByText(/found today/).waitFor();
  expect(await isFocused(dialog.locator('.dialog-recovery-problem'))).toBe(true);
  await look(first, 'work that turned out damaged');
  await first.close();

  const page = await alice.open();
  await onStartPage(page);
  await page.getByText('1 session with unsaved changes is damaged').waitFor();
  await page.getByRole('button', { name: 'Recover unsaved work...' }).click();
  const again = recoveryDialog(page);
  const file = await downloaded(page, again.getByRole('button', { name: /^Download/ }));
  expect(JSON.parse(file)).toMatchObject({ title: 'Untitled session' });
  await page.keyboard.press('Escape');

  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  const kept = page.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await kept.getByRole('button', { name: 'Delete Untitled session...' }).click();
  const question = page.getByRole('dialog', { name: 'Delete "Untitled session"?' });
  await question.getByText(/found today/).waitFor();
  await look(page, 'question before damaged work is deleted');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await kept.getByRole('button', { name: 'Delete Untitled session...' }).click();
  await question.getByRole('button', { name: 'Delete for good' }).click();
  await kept.getByText('No kept copies').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('1 session with unsaved changes is damaged').waitFor({ state: 'detached' });
  expect(alice.errors()).toEqual([]);
});

test('One damaged part does not affect the rest: it is opened without that part, which is named, also from the file', async () => {
  const alice = await newPerson();
  await leaveUnsaved(alice, 'still whole');
  const page = await alice.open();
  const dialog = recoveryDialog(page);
  await dialog.getByText('Dashboard 1').waitFor();
  await damagePartsWith(page, '"percentiles"');
  await dialog.getByRole('button', { name: 'Recover Untitled session', exact: true }).click();
  await dialog.getByText('"Untitled session" was not recovered. Its data is damaged.').waitFor();
  const file = await downloaded(page, dialog.getByRole('button', { name: /^Download Untitled/ }));
  expect(JSON.parse(file)).toMatchObject({ format: 'holdfast-session', lost: ['Settings'] });
  await look(page, 'one damaged part');
  await dialog.getByRole('button', { name: 'Open the rest of Untitled session' }).click();
  await toastSays(page, 'Opened without the damaged parts: Settings.');
  await noteSays(page, 'still whole');
  await statusSays(page, BACKED_UP);

  const choosing = page.waitForEvent('filechooser');
  await chooseInMenu(page, 'Open a session file...');
  const buffer = Buffer.from(file);
  await (await choosing).setFiles({ name: 'rest.json', mimeType: 'application/json', buffer });
  await noteSays(page, 'still whole');
  expect(alice.errors()).toEqual([]);
});

test('One unreadable part does not lock a session: it is shown without it, and editing continues after a confirmation', async () => {
  const alice = await newPerson();
  const content = JSON.parse(JSON.stringify(contentWithNote('still read'))) as Stored;
  content.dashboards[0]?.modules.push({ id: 'odd', type: 'table', title: 'Odd one' });
  const body = { title: 'Study', content: JSON.stringify(content) };
  const { body: id } = await alice.api('create-session', { body });
  const page = await alice.open(`/?session=${id}`);
  await page.getByText("Table 'Odd one' on 'Dashboard 1'. It is read-only until").waitFor();
  await page.getByText('still read').waitFor();
  await look(page, 'a session without the parts that cannot be read');
  const file = await downloaded(
    page,
    page.getByRole('button', { name: 'Download the stored data' }),
  );
  expect(JSON.parse(file)).toMatchObject({
    lost: ["Table 'Odd one' on 'Dashboard 1'"],
    stored: content,
  });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByText('Read-only. Choose how to continue to change this.').waitFor();
  await page.getByRole('button', { name: 'Realization filter', exact: true }).click();
  await page.getByText('Filter for yourself: what is stored stays as it is.').waitFor();
  await page.getByRole('button', { name: 'Close realization filter' }).click();
  await page.getByRole('button', { name: 'Continue without it' }).click();
  await noteSays(page, 'still read');
  await statusSays(page, BACKED_UP);
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);

  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  const kept = page.getByRole('dialog', { name: 'Kept copies of the last 30 days' });
  await kept.getByText('Version 1 from the cloud').waitFor();
  const copy = await downloaded(page, kept.getByRole('button', { name: 'Download Study' }));
  expect(JSON.parse(copy)).toMatchObject({ stored: content });
  await kept.getByRole('button', { name: 'Open Study' }).click();
  await toastSays(
    page,
    "Opened without the parts that cannot be read: Table 'Odd one' on 'Dashboard 1'.",
  );
  expect(alice.errors()).toEqual([]);
});

/** Stored content with these fields. */
interface Stored {
  readonly dashboards: { readonly modules: object[] }[];
}

test('Damaged changes to the session in the address are reported at once, and the session opens without them', async () => {
  const alice = await newPerson();
  const id = await leaveChanged(alice);
  const tools = await alice.open('/favicon.ico');
  await damageParts(tools);
  const page = await alice.open(`/?session=${id}`);
  const dialog = page.getByRole('dialog', { name: 'The unsaved changes cannot be recovered here' });
  await dialog.getByText('"Study" was not recovered. Its data is damaged.').waitFor();
  await dialog.getByRole('button', { name: 'Open the session as it is in the cloud' }).click();
  await noteSays(page, 'in the cloud');
  await statusSays(page, SAVED);
});

test('Work of a newer version says that a reload helps, can be downloaded, and is never deleted', async () => {
  const alice = await newPerson();
  const id = await leaveChanged(alice);
  const page = await alice.open('/favicon.ico');
  await makeNewer(page);
  await page.goto(new URL('/', page.url()).href);
  const dialog = recoveryDialog(page);
  await dialog.getByText('It cannot be opened: it was written by a newer version').waitFor();
  await dialog.getByRole('button', { name: 'Recover Study', exact: true }).click();
  await dialog.getByText('It was saved by a newer version of Holdfast.').waitFor();
  await dialog.getByText('Nothing was deleted').waitFor();
  const file = await downloaded(page, dialog.getByRole('button', { name: 'Download' }));
  expect(file).toContain('only here');
  await dialog.getByRole('button', { name: 'Reload the page' }).click();
  await dialog
    .getByText('It was saved by a newer version of Holdfast.')
    .waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Recover Study', exact: true }).waitFor();

  await page.goto(new URL(`/?session=${id}`, page.url()).href);
  const asking = askingDialog(page);
  await asking.getByText('"Study" was not recovered. It was saved by a newer').waitFor();
  await asking.getByRole('button', { name: 'Recover changes' }).click();
  await asking.getByText('"Study" was not recovered. It was saved by a newer').waitFor();
  await asking.getByRole('button', { name: 'Not now' }).click();
  await noteSays(page, 'in the cloud');
});

test('Work that another tab has taken is reported, is not discarded from here, and continues in that tab', async () => {
  const alice = await newPerson();
  const id = await leaveChanged(alice);
  const [table, active, discarding] = [
    await alice.open(),
    await alice.open(`/?session=${id}`),
    await alice.open(`/?session=${id}`),
  ];
  const taker = await alice.open();
  for (const page of [table, taker]) await recoveryDialog(page).getByText('Dashboard 1').waitFor();
  for (const page of [active, discarding])
    await askingDialog(page).getByText('Dashboard 1').waitFor();
  await recoveryDialog(taker).getByRole('button', { name: 'Recover Study', exact: true }).click();
  await noteSays(taker, 'only here');

  const dialog = recoveryDialog(table);
  await dialog.getByRole('button', { name: 'Recover Study', exact: true }).click();
  await dialog.getByText('"Study" was not recovered. Another tab has it open.').waitFor();
  await dialog.getByText('Nothing to recover').waitFor();

  await askingDialog(active).getByRole('button', { name: 'Recover changes' }).click();
  await active.getByText('"Study" was not recovered. Another tab has it open.').waitFor();
  await active.getByRole('button', { name: 'Open the session as it is in the cloud' }).click();
  await noteSays(active, 'in the cloud');

  await askingDialog(discarding).getByRole('button', { name: 'Discard changes...' }).click();
  await discarding.getByRole('button', { name: 'Discard', exact: true }).click();
  await toastSays(discarding, '"Study" was not discarded: another tab has it open.');
  await noteSays(discarding, 'in the cloud');

  await taker.close();
  const page = await alice.open();
  await expect.poll(() => recoveryDialog(page).locator('tbody tr').count(), SCREEN).toBe(1);
  expect(alice.errors()).toEqual([]);
});
