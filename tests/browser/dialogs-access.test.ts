import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newDocument } from '../api/api-client.ts';
import { damageParts } from './damage.ts';
import { hold } from './hold.ts';
import { look, lookAt } from './look.ts';
import { newPerson } from './people.ts';
import { problemAnswer } from './problem-answer.ts';
import {
  beginSession,
  chooseInMenu,
  edit,
  onStartPage,
  statusSays,
  writeNote,
} from './workbench-steps.ts';

/** Chooses files when the page asks for some. */
async function giveFiles(
  page: Page,
  button: string,
  files: readonly { name: string; text: string }[],
): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  const given = files.map(({ name, text }) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  }));
  await (await choosing).setFiles(given);
}

test('axe finds nothing in the dialogs for saving, sharing and leaving, in both themes, and they fit 390 px', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSession(page);
  await writeNote(page, 'never saved');
  await page.keyboard.press('Control+s');
  await lookAt(page, 'Save session');
  await chooseInMenu(page, 'Edit title and description...');
  await lookAt(page, 'Title and description');
  await page.keyboard.press('Control+Shift+L');
  const title = page.getByRole('dialog', { name: 'Create snapshot' }).getByLabel('Title');
  await title.fill('Shared');
  await title.press('Enter');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await lookAt(page, 'Snapshot created!');
  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  await page.getByText('No kept copies').waitFor();
  await lookAt(page, 'Kept copies of the last 30 days', 'nothing set aside');

  const user = page.getByRole('button', { name: /^Signed in as/ });
  await user.click();
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await look(page, 'menu of the person');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: /^Delete it and sign out/ }).click();
  await lookAt(page, 'Delete everything kept on this device?');
  await page.getByRole('button', { name: /^Save the open session/ }).click();
  await page.getByRole('button', { name: 'Save and sign out' }).waitFor();
  await lookAt(page, 'Save session', 'saving on the way out');
  expect(alice.errors()).toEqual([]);
});

test('axe finds nothing in the dialogs that report errors, in both themes, and they fit 390 px', async () => {
  const alice = await newPerson();
  const { page, id } = await alice.openSaved('Failing', 'first');
  await edit(page, 'second');
  for (const { title, ...problem } of problems) {
    await page.route('**/api/persistence/sessions/*', (route) =>
      route.request().method() === 'PUT' ? route.fulfill(problemAnswer(problem)) : route.continue(),
    );
    await page.keyboard.press('Control+s');
    await lookAt(page, title);
    await page.unroute('**/api/persistence/sessions/*');
  }
  await page.getByTitle('What is backed up and what is in the cloud').click();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await look(page, 'status of a failed save');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+S');
  await page.route('**/api/persistence/sessions', (route) =>
    route.fulfill(problemAnswer({ status: 500 })),
  );
  await page.getByRole('button', { name: 'Save as new' }).click();
  await page.getByRole('dialog').getByText('quote the trace id trace-1').waitFor();
  await lookAt(page, 'Save as a new session', 'a problem inside a dialog');
  await page.unroute('**/api/persistence/sessions');

  await alice.api('delete-session', { params: { id } });
  await page.keyboard.press('Control+s');
  await lookAt(page, 'It no longer exists');
});

const problems = [
  {
    status: 413,
    title: 'It is too large for the cloud',
    size: { bytes: 2_400_000, maxBytes: 1_900_000 },
  },
  {
    status: 400,
    title: 'The server did not accept the request',
    issues: [{ path: 'title', message: 'A title is a text.' }],
  },
  { status: 500, title: 'Something went wrong on the server' },
];

test('axe finds nothing in the dialogs that read files, in both themes, and they fit 390 px', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await onStartPage(page);
  await giveFiles(page, 'Open a session file...', [{ name: 'wrong.json', text: '{"a": 1}' }]);
  await lookAt(page, 'The file could not be opened');
  await page.keyboard.press('Control+o');
  await page.getByText('Nothing here yet').waitFor();
  await look(page, 'no sessions yet');
  await page.getByRole('tab', { name: 'Snapshots' }).click();
  await page.getByText('Nothing here yet').first().waitFor();
  await lookAt(page, 'Sessions and snapshots', 'no snapshots yet');

  await beginSession(page);
  await page.getByRole('button', { name: 'Ensembles', exact: true }).click();
  await look(page, 'no ensembles yet');
  const vectors = 'realization,date,FOPR [m3/d],FWPR\n0,2030-01-01,1,2\n1,2030-01-01,3,4\n';
  const parameters = { name: 'inputs.csv', text: 'realization,PORO\n0,0.2\n' };
  const choose = 'Choose files';
  // The Worker that reads them; the dialog's own file has a longer name.
  const release = await hold(page, /\/import-[A-Z0-9]+\.js/);
  await giveFiles(page, choose, [{ name: 'north sea.csv', text: vectors }, parameters]);
  await page.getByText('Reading north sea.csv').waitFor();
  await look(page, 'files being read');
  release();
  await page.getByText('No parameters for realization 1.').waitFor();
  await lookAt(page, 'Import data');
  await giveFiles(page, choose, [{ name: 'broken.csv', text: vectors.replace('1,2\n', 'x,2\n') }]);
  await lookAt(page, 'Import data', 'a cell that is not a number');
  await page.getByRole('button', { name: 'Realization filter', exact: true }).click();
  await page.getByText('Nothing to filter').waitFor();
  await look(page, 'nothing to filter');
  expect(alice.errors()).toEqual([]);
});

test('axe finds nothing in menus and while names and notes are edited, in both themes, and they fit 390 px', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await alice.api('create-session', { body: newDocument('Earlier') });
  await beginSession(page);
  await writeNote(page, '# Being written');
  await page.getByRole('button', { name: 'Actions for dashboard Dashboard 1' }).click();
  await look(page, 'menu of a dashboard, over a note being written');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Name of the dashboard').waitFor();
  await look(page, 'dashboard being renamed');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Actions for Note' }).click();
  await look(page, 'menu of a module');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByLabel('Title of the module').waitFor();
  await look(page, 'module being renamed');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Enlarge Note' }).click();
  await look(page, 'enlarged module');

  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: 'Rename Earlier' }).click();
  await look(page, 'session being renamed in the list');
  expect(alice.errors()).toEqual([]);
});

test('axe finds nothing where damaged work is offered for download, in both themes, and it fits 390 px', async () => {
  const alice = await newPerson();
  const first = await alice.open();
  await beginSession(first);
  await edit(first, 'to be damaged');
  await statusSays(first, /backed up/);
  await first.close();
  const page = await alice.open('/favicon.ico');
  await damageParts(page);
  await page.goto(new URL('/', page.url()).href);
  await page.getByRole('heading', { name: 'Damaged' }).waitFor();
  await page.getByRole('heading', { name: 'Nothing to recover' }).waitFor();
  await look(page, 'damaged work');

  await page.reload();
  await onStartPage(page);
  await chooseInMenu(page, 'Kept copies of the last 30 days...');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download / }).click();
  expect((await download).suggestedFilename()).toMatch(/^damaged-/);
  await lookAt(page, 'Kept copies of the last 30 days', 'damaged work, set aside');
});
