import type { ImportedSource, PackedNumbers } from '../content/schema.ts';
import { packInside } from '../ensembles/columns/inside.ts';
import { columnsOf, mapColumns } from '../ensembles/columns/map-columns.ts';
import type { ReadColumn } from '../ensembles/columns/read-columns.ts';

/** The same data with columns inside the content, as earlier builds stored them. */
export async function withColumnsInside(
  source: ImportedSource,
  read: ReadColumn,
): Promise<ImportedSource> {
  const inside = new Map<PackedNumbers, PackedNumbers>();
  for (const column of columnsOf(source)) inside.set(column, await packInside(await read(column)));
  return mapColumns(source, (column) => inside.get(column) ?? column);
}
