/** A connection so slow that a save takes longer than a request's timeout: it is sent once, with progress on screen. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { contentFrom } from '../../web/workbench/testing/contents.ts';
import { newDocument } from '../api/api-client.ts';
import { newPerson } from '../browser/people.ts';
import { SAVED, statusSays, writeNote } from '../browser/workbench-steps.ts';

const BYTES = 450_000;
const BYTES_PER_SECOND = 6_000;

test('A save that takes longer than the timeout is sent once, with its progress on the screen', async () => {
  const alice = await newPerson();
  const created = await alice.api('create-session', {
    body: { ...newDocument('Large'), content: JSON.stringify(large()) },
  });
  const page = await alice.open(`/?session=${created.body}`);
  const puts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request.url());
  });
  await writeNote(page, 'over a slow line');
  const devtools = await alice.context.newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: 100_000,
    uploadThroughput: BYTES_PER_SECOND,
  });
  const startedMs = Date.now();
  await page.keyboard.press('Control+s');
  await statusSays(page, /^Saving\.\.\. \d+ %$/);
  const status = page.getByTitle('What is backed up and what is in the cloud');
  await expect.poll(() => status.textContent(), { timeout: 200_000 }).toMatch(SAVED);
  expect(Date.now() - startedMs).toBeGreaterThan(60_000);
  expect(puts).toHaveLength(1);
}, 240_000);

/** Incompressible random letters in a module of an unknown type, and a note. */
function large(): SessionContent {
  const content = contentFrom('empty');
  // No single text may have more than 100,000 characters.
  const pieces = Array.from({ length: 8 }, () => randomBytes(BYTES / 8).toString('base64'));
  const layout = { x: 0, y: 0, w: 4, h: 4 };
  const modules = [
    { id: 'note', type: 'note', settings: { text: 'first' }, layout },
    { id: 'large', type: 'hologram', settings: { pieces }, layout: { ...layout, x: 4 } },
  ];
  return { ...content, dashboards: content.dashboards.map((one) => ({ ...one, modules })) };
}
