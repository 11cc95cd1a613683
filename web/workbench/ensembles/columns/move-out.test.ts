import { expect, it } from 'vitest';
import { assetsOf } from '../../content/assets.ts';
import { readContent } from '../../content/read.ts';
import type { ImportedSource, SessionContent } from '../../content/schema.ts';
import { addEnsemble } from '../../edits/ensembles.ts';
import { contentFrom } from '../../testing/contents.ts';
import {
  csvFile,
  EVERYTHING,
  importerOf,
  PARAMETERS,
  TEST_ASSETS,
  unpacked,
  VECTORS,
} from '../../testing/csv.ts';
import { withColumnsInside } from '../../testing/inside-source.ts';
import { createMemoryAssets } from '../../testing/memory-assets.ts';
import { hasColumnsInside, moveColumnsOut, withMovedSources } from './move-out.ts';
import { columnReader } from './read-columns.ts';

async function oldContent(): Promise<SessionContent> {
  const importer = importerOf(csvFile(VECTORS), csvFile(PARAMETERS, 'inputs.csv'));
  await importer.read({});
  const [source] = await importer.pack(EVERYTHING);
  const inside = await withColumnsInside(source as ImportedSource, columnReader(TEST_ASSETS));
  return addEnsemble(contentFrom('field-overview'), { name: 'Old', source: inside });
}

function sourceOf({ ensembleSet }: SessionContent): ImportedSource {
  return ensembleSet.ensembles.at(-1)?.source as ImportedSource;
}

it('Data inside a content moves out and stays the same', async () => {
  const old = await oldContent();
  expect(hasColumnsInside(old)).toBe(true);
  expect(assetsOf(old)).toEqual([]);
  const before = await unpacked(sourceOf(old));
  const moved = withMovedSources(old, await moveColumnsOut(old, TEST_ASSETS.put));
  expect(hasColumnsInside(moved)).toBe(false);
  expect(readContent(JSON.parse(JSON.stringify(moved)))).toEqual({ ok: true, content: moved });
  expect(assetsOf(moved).every((hash) => TEST_ASSETS.kept.has(hash))).toBe(true);
  const { columns: _, ...after } = await unpacked(sourceOf(moved));
  const { columns: __, ...expected } = before;
  expect(after).toEqual(expected);
});

it('Data that an edit has replaced meanwhile is not touched', async () => {
  const old = await oldContent();
  const moved = await moveColumnsOut(old, createMemoryAssets().put);
  const other = contentFrom('field-overview');
  expect(withMovedSources(other, moved)).toBe(other);
});

it('A content without data inside stays as it is', async () => {
  const content = contentFrom('field-overview');
  expect(hasColumnsInside(content)).toBe(false);
  expect((await moveColumnsOut(content, createMemoryAssets().put)).size).toBe(0);
});
