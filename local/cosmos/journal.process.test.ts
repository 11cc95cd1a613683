import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Container, CosmosClient } from '@azure/cosmos';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cosmos, startCosmos } from '../cosmos.ts';
import { closeServer } from '../http.ts';
import { createContainers } from './containers.ts';
import { openJournal } from './journal.ts';
import { startEmptyServer } from './server.ts';

let dataDir: string;
let cosmos: Cosmos;
let sessions: Container;
let client: CosmosClient;

async function start() {
  cosmos = await startCosmos({ port: 0, dataDir });
  client = new CosmosClient({ endpoint: cosmos.url, key: cosmos.key });
  sessions = client.database('persistence').container('sessions');
}

async function stop() {
  client.dispose();
  await cosmos.close();
}

/** Starts a new emulator on a copy of the present journal, which is what a kill would leave. */
async function startAfterKill(cut = '') {
  const left = await readFile(join(dataDir, 'cosmos.jsonl'));
  await stop();
  await writeFile(join(dataDir, 'cosmos.jsonl'), left);
  if (cut) await appendFile(join(dataDir, 'cosmos.jsonl'), cut);
  await start();
}

const read = async (id: string) => (await sessions.item(id, 'me').read()).resource;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-journal-'));
  await start();
});

afterEach(async () => {
  try {
    await stop();
  } finally {
    await rm(dataDir, { recursive: true });
  }
});

test('documents are unchanged after a restart, with _etag and _ts, whichever operation wrote them last', async () => {
  await sessions.items.create({ id: 'created', owner_id: 'me', n: 1 });
  await sessions.items.create({ id: 'patched', owner_id: 'me', n: 1 });
  await sessions.item('patched', 'me').patch([{ op: 'incr', path: '/n', value: 1 }]);
  await sessions.items.create({ id: 'replaced', owner_id: 'me', n: 1 });
  await sessions.item('replaced', 'me').replace({ id: 'replaced', owner_id: 'me', n: 3 });
  await sessions.items.create({ id: 'deleted', owner_id: 'me' });
  await sessions.item('deleted', 'me').delete();
  const ids = ['created', 'patched', 'replaced'];
  const before = await Promise.all(ids.map(read));
  expect(before.map(({ n }) => n)).toEqual([1, 2, 3]);

  await startAfterKill();
  expect(await Promise.all(ids.map(read))).toEqual(before);
  expect(await read('deleted')).toBeUndefined();

  await startAfterKill(); // now from the compacted journal
  expect(await Promise.all(ids.map(read))).toEqual(before);
});

test('an ETag from before a restart still guards a write, and new documents get unique ids', async () => {
  await sessions.items.create({ id: 'a', owner_id: 'me' });
  const { _etag: etag } = await read('a');
  await startAfterKill();
  await sessions.items.create({ id: 'b', owner_id: 'me' });
  const guarded = { accessCondition: { type: 'IfMatch', condition: etag } };
  await sessions.item('a', 'me').replace({ id: 'a', owner_id: 'me', n: 1 }, guarded);
  const again = sessions.item('a', 'me').replace({ id: 'a', owner_id: 'me', n: 2 }, guarded);
  await expect(again).rejects.toMatchObject({ code: 412 });
  expect([(await read('a')).n, (await read('b')).id]).toEqual([1, 'b']);
});

test('a truncated last line is dropped, and later lines are appended to the complete ones', async () => {
  await sessions.items.create({ id: 'whole', owner_id: 'me' });
  await startAfterKill('{"container":"sessions","count":9,"set":{"id":"cut sho');
  await sessions.items.create({ id: 'after', owner_id: 'me' });
  await startAfterKill();
  expect([(await read('whole')).id, (await read('after')).id]).toEqual(['whole', 'after']);
});

test('a large journal is compacted while in use, and loses nothing', async () => {
  const path = join(dataDir, 'large.jsonl');
  const { server, account } = await startEmptyServer(0, 'large');
  const containers = createContainers(account);
  const documents = containers.get('sessions');
  const journal = openJournal(path, containers, () => {}, 1_000);
  const document = { id: 'a', owner_id: 'me', text: 'x'.repeat(100) };
  for (let n = 0; n < 100; n += 1) documents?.upsert({ ...document, n });
  documents?.upsert({ ...document, id: 'b' });
  journal.close();
  await closeServer(server);
  expect((await readFile(path)).length).toBeLessThan(3_000);

  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  const written = lines.map((line) => JSON.parse(line).set);
  expect(written.findLast(({ id }) => id === 'a').n).toBe(99);
  expect(written.at(-1).id).toBe('b');
});

test('a second emulator on the same folder is refused while the first one is running', async () => {
  await expect(startCosmos({ port: 0, dataDir })).rejects.toThrow(`${dataDir} is in use`);
  await startAfterKill();
});

test('damage elsewhere is reported with file and line, and nothing is overwritten', async () => {
  const path = join(dataDir, 'cosmos.jsonl');
  await cosmos.close();
  await writeFile(path, 'not JSON\n{}\n');
  await expect(start()).rejects.toThrow(`${path} is damaged in line 1.`);
  expect(await readFile(path, 'utf8')).toBe('not JSON\n{}\n');
  await rm(path);
  await start();
});
