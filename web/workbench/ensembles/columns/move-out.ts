import type { ImportedSource, PackedNumbers, SessionContent } from '../../content/schema.ts';
import type { Assets } from './assets.ts';
import { type AddedColumn, BundleWriter } from './bundle-writer.ts';
import { unpackInside } from './inside.ts';
import { columnsOf, mapColumns } from './map-columns.ts';

/** What takes the place of sources, by the source that it is made of. */
export type MovedSources = ReadonlyMap<ImportedSource, ImportedSource>;

/** Whether any column still stands inside the content, as all did before version 5. */
export function hasColumnsInside({ ensembleSet }: SessionContent): boolean {
  return ensembleSet.ensembles.some(
    ({ source }) => source.kind === 'imported' && columnsOf(source).some((one) => 'data' in one),
  );
}

/** Moves columns that stand inside a content into assets, which are kept when this resolves. */
export async function moveColumnsOut(
  { ensembleSet }: SessionContent,
  put: Assets['put'],
): Promise<MovedSources> {
  const writer = new BundleWriter(put);
  const later: (() => readonly [ImportedSource, ImportedSource])[] = [];
  for (const { source } of ensembleSet.ensembles) {
    if (source.kind !== 'imported') continue;
    const added = new Map<PackedNumbers, AddedColumn>();
    for (const column of columnsOf(source)) {
      if ('data' in column) added.set(column, await writer.add(await unpackInside(column)));
    }
    if (added.size === 0) continue;
    const outside = (column: PackedNumbers) => added.get(column)?.stored() ?? column;
    later.push(() => [source, mapColumns(source, outside)]);
  }
  await writer.finish();
  return new Map(later.map((one) => one()));
}

/** A content with moved sources in the place of those that it still has. */
export function withMovedSources(content: SessionContent, moved: MovedSources): SessionContent {
  const { ensembles } = content.ensembleSet;
  const isMoved = ensembles.some(({ source }) => moved.has(source as ImportedSource));
  if (!isMoved) return content;
  return {
    ...content,
    ensembleSet: {
      ensembles: ensembles.map((one) => ({
        ...one,
        source: moved.get(one.source as ImportedSource) ?? one.source,
      })),
    },
  };
}
