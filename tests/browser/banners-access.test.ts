import { expect, inject, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { newDocument } from '../api/api-client.ts';
import { signInAs } from '../support/pages.ts';
import { setQuota } from '../support/quota.ts';
import { comeBack } from './elsewhere.ts';
import { hold, holdRequest } from './hold.ts';
import { look } from './look.ts';
import { newPerson } from './people.ts';
import { problemAnswer } from './problem-answer.ts';
import {
  beginSaved,
  beginSession,
  edit,
  noteSays,
  onStartPage,
  SAVED,
  statusSays,
  toastSays,
  writeNote,
} from './workbench-steps.ts';

test('axe finds nothing when the work is not backed up, signed out, offline or deleted, in both themes, and it fits 390 px', async () => {
  const alice = await newPerson();
  const { page: first, id } = await alice.openSaved('Field study', 'in the cloud');

  await edit(first, 'signed out');
  await signInAs(alice.context, undefined, inject('stack').url);
  await first.keyboard.press('Control+s');
  await first.getByText('You are signed out.', { exact: true }).waitFor();
  await look(first, 'banner: signed out');
  await first.evaluate(() => {
    const channel = new BroadcastChannel('holdfast:signed-in');
    channel.postMessage({ id: 'somebody-else', name: 'Mallory' });
    channel.close();
  });
  await first.getByText('Somebody else has signed in.').waitFor();
  await first.getByRole('button', { name: 'Continue as Mallory' }).waitFor();
  await look(first, 'banner: somebody else has signed in');
  await first.close();

  await signInAs(alice.context, alice.user, inject('stack').url);
  const page = await alice.open(`/?session=${id}`);
  // The save that was asked for above goes on; only after it has failed does the person have to save.
  const promised = await holdRequest(page, 'PUT', `sessions/${id}`, (route) =>
    route.fulfill(problemAnswer({ status: 400 })),
  );
  await page.getByRole('button', { name: 'Recover changes' }).click();
  await promised.made;
  await noteSays(page, 'signed out');
  const recovered = page.getByText('Recovered: your work from');
  expect(await recovered.count()).toBe(0);
  promised.answer();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await recovered.waitFor();
  await look(page, 'banner: recovered');
  await page.unrouteAll();
  await page.keyboard.press('Control+s');
  await statusSays(page, SAVED);

  await alice.context.setOffline(true);
  await writeNote(page, 'offline');
  await page.keyboard.press('Control+s');
  await statusSays(page, /^Offline, kept on this device$/);
  await look(page, 'offline, with a message');
  await page.keyboard.press('Control+o');
  await page.getByText(/could not be loaded/).waitFor();
  await look(page, 'a part of the page that did not load');
  await page.keyboard.press('Escape');
  await alice.context.setOffline(false);
  await statusSays(page, SAVED);

  await alice.api('delete-session', { params: { id } });
  await comeBack(page);
  await page.getByText('This session was deleted from the cloud.').waitFor();
  await look(page, 'banner: deleted from the cloud');
});

test('axe finds nothing when nothing can be kept on this device or the session is nearly too large, in both themes, and it fits 390 px', async () => {
  const alice = await newPerson();
  const created = await alice.api('create-session', {
    body: { ...newDocument('Large'), content: JSON.stringify(nearlyTooLarge()) },
  });
  expect(created.status).toBe(201);
  const large = await alice.open(`/?session=${created.body}`);
  await large.getByText(/^Note stopped: /).waitFor();
  await look(large, 'a module that stopped, and one that is not known');
  await large.getByRole('button', { name: 'Add dashboard' }).click();
  await large.keyboard.press('Control+s');
  await large.getByText(/^This session takes 1\.[6-8] MB of the 1\.9 MB/).waitFor();
  await look(large, 'banner: nearly too large');
  await large.close();

  const bob = await newPerson('Bob');
  await setQuota(bob.context, inject('stack').url, 1);
  const page = await bob.open();
  await beginSession(page);
  await writeNote(page, 'nowhere but here');
  await page.getByText('Your latest changes are only in this page.').waitFor();
  await look(page, 'banner: not backed up');
});

/** Incompressible random letters in a module of an unknown type, and a module that throws. */
function nearlyTooLarge(): SessionContent {
  const content = contentFrom('empty');
  const text = () => Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))).toString('base64');
  const settings = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`text${i}`, text()]));
  const layout = { x: 0, y: 9, w: 4, h: 4 };
  // Markdown nested this deeply exhausts the parser's stack.
  const deep = { text: '>'.repeat(90_000) };
  const modules = [
    { id: 'large', type: 'hologram', settings, layout },
    { id: 'throws', type: 'note', settings: deep, layout: { ...layout, x: 4 } },
  ];
  const dashboards = content.dashboards.map((one) => ({ ...one, modules }));
  return { ...content, dashboards };
}

test('axe finds nothing in an own snapshot, in a shared one and in its panels, in both themes, and it fits 390 px', async () => {
  const alice = await newPerson('Alice');
  const overview = contentFrom('field-overview');
  const dashboards = overview.dashboards.map((one) => ({
    ...one,
    modules: one.modules.filter(({ type }) => type === 'note'),
  }));
  const body = {
    ...newDocument('For Bob'),
    content: JSON.stringify({ ...overview, dashboards }),
  };
  const { body: id } = await alice.api('create-snapshot', { body });
  const own = await alice.open(`/?snapshot=${id}`);
  await own.getByText('Made by you, ').waitFor();
  await look(own, 'own snapshot');

  const bob = await newPerson('Bob');
  const page = await bob.open(`/?snapshot=${id}`);
  await page.getByText(`Made by ${alice.user.userDetails}, `).waitFor();
  await look(page, 'shared snapshot');
  for (const panel of ['Ensembles', 'Realization filter', 'Annotations', 'Settings']) {
    await page.getByRole('button', { name: panel, exact: true }).click();
    await page
      .getByRole('complementary', { name: panel })
      .locator('.panel-body > *')
      .nth(1)
      .waitFor();
    await look(page, `${panel} of a snapshot`);
  }
});

test('axe finds nothing when the site cannot be reached or a link leads nowhere, in both themes, and it fits 390 px', async () => {
  const alice = await newPerson();
  await signInAs(alice.context, undefined, inject('stack').url);
  const page = await alice.open();
  await page.route('**/.auth/me', (route) => route.abort());
  await page.reload();
  await page.getByRole('heading', { name: 'Holdfast could not be reached' }).waitFor();
  await look(page, 'the site cannot be reached');
  await page.unroute('**/.auth/me');

  await signInAs(alice.context, alice.user, inject('stack').url);
  await page.route('**/api/persistence/**', (route) => route.abort());
  await page.reload();
  await onStartPage(page);
  await page.getByRole('button', { name: 'Try again' }).nth(1).waitFor();
  await look(page, 'start page without the cloud');
  await page.keyboard.press('Control+o');
  await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).waitFor();
  await look(page, 'list of sessions without the cloud');
  const site = new URL(page.url()).origin;
  await page.goto(`${site}/?session=abcdefgh1`);
  await page.getByRole('heading', { name: 'The server could not be reached' }).waitFor();
  await look(page, 'session that cannot be reached');
  await page.unroute('**/api/persistence/**');

  const release = await hold(page, '**/api/persistence/sessions/*');
  await page.goto(`${site}/?session=abcdefgh1`);
  await page.getByText('Opening the session...').waitFor();
  await look(page, 'a session being opened');
  release();
  await page.getByRole('heading', { name: 'It no longer exists' }).waitFor();
  await look(page, 'unknown session');
  await page.goto(`${site}/?session=%20bad!`);
  await page.getByRole('heading', { name: 'This link is not complete' }).waitFor();
  await look(page, 'incomplete link');
  const { body: id } = await alice.api('create-session', {
    body: { ...newDocument('Wrong'), content: '{"schemaVersion":1,"dashboards":[7]}' },
  });
  await page.goto(`${site}/?session=${id}`);
  await page.getByRole('heading', { name: 'Its data is not valid' }).waitFor();
  await look(page, 'content that does not hold together');
  await signInAs(alice.context, undefined, inject('stack').url);
  await page.route('**/.auth/me', (route) => route.abort());
  await page.goto(`${site}/?session=${id}`);
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await look(page, 'signed out at a link');
});

test('axe finds nothing in temporary messages, in both themes, and they fit 390 px', async () => {
  const alice = await newPerson();
  const page = await alice.open();
  await beginSaved(page, 'Field study', 'in the cloud');
  await toastSays(page, 'Session saved successfully');
  await page.getByRole('button', { name: 'Actions for dashboard Dashboard 1' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await toastSays(page, "Dashboard 'Dashboard 1' deleted");
  await look(page, 'messages, without a dashboard');
  await page.getByRole('button', { name: 'Add dashboard' }).click();
  await page.getByText('is empty').waitFor();
  await look(page, 'empty dashboard');
});
