import { expect, test } from 'vitest';
import { assetsOf } from '../content/assets.ts';
import type { ImportedSource, SessionContent } from '../content/schema.ts';
import { addEnsemble } from '../edits/ensembles.ts';
import { zipEntries } from '../ensembles/import/files/zip.ts';
import { contentFrom } from '../testing/contents.ts';
import { csvFile, EVERYTHING, importerOf, TEST_ASSETS, VECTORS } from '../testing/csv.ts';
import { createMemoryAssets } from '../testing/memory-assets.ts';
import { readSessionFile } from './read-session-file.ts';
import { readSessionText } from './read-session-text.ts';
import { sessionText } from './session-text.ts';
import { writeSessionFile } from './write-session-file.ts';

const content = contentFrom('empty');
const metadata = { title: 'Field study', description: 'Two ensembles' };

async function withData(): Promise<SessionContent> {
  const importer = importerOf(csvFile(VECTORS));
  await importer.read({});
  const [source] = await importer.pack(EVERYTHING);
  return addEnsemble(content, { name: 'Mine', source: source as ImportedSource });
}

test('A session file contains the content and its data, and opens unchanged on another device', async () => {
  const session = await withData();
  const { file, lacking } = await writeSessionFile(metadata, session, TEST_ASSETS);
  expect(lacking).toBe(0);
  const hashes = assetsOf(session);
  expect((await zipEntries(file)).map(({ name }) => name)).toEqual([
    'session.json',
    ...hashes.map((hash) => `assets/${hash}`),
  ]);
  const other = createMemoryAssets();
  expect(await readSessionFile(file, other)).toEqual({ ok: true, metadata, content: session });
  for (const hash of hashes) expect(other.kept.get(hash)).toEqual(TEST_ASSETS.kept.get(hash));
});

test('Data that cannot be read is counted, and the rest is still written', async () => {
  const session = await withData();
  const { file, lacking } = await writeSessionFile(metadata, session, createMemoryAssets());
  expect(lacking).toBe(assetsOf(session).length);
  expect(await readSessionFile(file, createMemoryAssets())).toMatchObject({ ok: true });
});

test('Writing reports its progress, and stops on request', async () => {
  const session = await withData();
  const all = assetsOf(session).length;
  const seen: (readonly [number, number])[] = [];
  const stopping = new AbortController();
  const onProgress = (done: number, of: number) => {
    seen.push([done, of]);
    stopping.abort(new Error('Enough'));
  };
  const how = { onProgress, signal: stopping.signal };
  await expect(writeSessionFile(metadata, session, TEST_ASSETS, how)).rejects.toThrow('Enough');
  expect(seen).toEqual([[0, all]]);

  const last = new AbortController();
  const readWhole = (hash: string) => {
    if (hash === assetsOf(session).at(-1)) last.abort(new Error('At the last moment'));
    return TEST_ASSETS.readWhole(hash);
  };
  const late = writeSessionFile(metadata, session, { readWhole }, { signal: last.signal });
  await expect(late).rejects.toThrow('At the last moment');
});

test('Data that does not match its hash is refused, and nothing of it is stored', async () => {
  const session = await withData();
  const [hash = ''] = assetsOf(session);
  const wrong = createMemoryAssets();
  wrong.kept.set(hash, new Uint8Array([1, 2, 3]));
  const { file } = await writeSessionFile(metadata, session, wrong);
  const other = createMemoryAssets();
  expect(await readSessionFile(file, other)).toMatchObject({
    issues: ['The file is damaged: its data does not match its checksums.'],
  });
  expect(other.kept.size).toBe(0);
});

test('An incomplete file or another archive is refused with the reason', async () => {
  const { file } = await writeSessionFile(metadata, await withData(), TEST_ASSETS);
  const cut = await readSessionFile(file.slice(0, file.size - 30), createMemoryAssets());
  expect(cut).toMatchObject({ ok: false });
  expect(cut.ok ? [] : cut.issues.join()).toMatch(/damaged/);
});

test('The text of a session that an earlier build wrote opens', async () => {
  const file = new Blob([sessionText(metadata, content)]);
  expect(await readSessionFile(file, createMemoryAssets())).toEqual({
    ok: true,
    metadata,
    content,
  });
});

test('A title in a file of an earlier build loses the characters that reverse text', () => {
  const old = { ...metadata, title: 'gpj.\u202eexe' };
  expect(readSessionText(sessionText(old, content))).toMatchObject({
    metadata: { title: 'gpj.exe' },
  });
});

test('A title or description that is too long is refused with its length, and not shortened', () => {
  const long = { title: 't'.repeat(121), description: 'd'.repeat(1001) };
  expect(readSessionText(sessionText(long, content))).toMatchObject({
    ok: false,
    issues: [
      expect.stringContaining('title has 121 characters, more than the allowed 120'),
      expect.stringContaining('description has 1001 characters, more than the allowed 1000'),
    ],
  });
});

test('A text that is damaged, of another kind, too new or invalid is refused with the reason', () => {
  const text = sessionText(metadata, content);
  const changed = (change: (file: { content: Record<string, unknown> }) => void) => {
    const file = JSON.parse(text);
    change(file);
    return readSessionText(JSON.stringify(file));
  };
  expect(readSessionText(text.slice(0, -20))).toMatchObject({
    issues: ['The file is not JSON, or it is incomplete.'],
  });
  expect(readSessionText('null')).toMatchObject({
    issues: ['The file is not a Holdfast session.'],
  });
  expect(changed((file) => Object.assign(file.content, { schemaVersion: 999 }))).toMatchObject({
    issues: ['A newer version of Holdfast wrote the file.'],
  });
  const wrong = changed((file) => Object.assign(file.content, { dashboards: 'none' }));
  expect(wrong).toMatchObject({ ok: false });
  expect(wrong.ok ? [] : wrong.issues.join()).toContain('dashboards');
});
