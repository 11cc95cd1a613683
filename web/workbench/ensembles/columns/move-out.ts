import type { ImportedSource, PackedNumbers, SessionContent } from '../../content/schema.ts';
import type { Assets } from './assets.ts';
import { type AddedColumn, BundleWriter } from './bundle-writer.ts';
import { unpackInside } from './inside.ts';
import { columnsOf, mapColumns } from './map-columns.ts';

/** New sources by the source they replace. */
export type MovedSources = ReadonlyMap<ImportedSource, ImportedSource>;

/** Whether any column is still inside the content, as all were before version 5. */
export function hasColumnsInside({ ensembleSet }: SessionContent): boolean {
  return ensembleSet.ensembles.some(
    ({ source }) => source.kind === 'imported' && columnsOf(source).some((one) => 'data' in one),
  );
}

/** Moves columns from inside a content into assets. Resolves when the assets are stored. */
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

/** Replaces the sources that a content still has by the moved ones. */
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
