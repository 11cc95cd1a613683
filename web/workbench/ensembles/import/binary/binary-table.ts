import { Column } from '../column.ts';
import { IMPORT_VALUES_MAX } from '../limits.ts';
import { ImportRefused } from '../problems.ts';
import { shapeOf, type Table } from '../table.ts';

export interface BinaryColumn {
  readonly header: string;
  readonly unit: string;
  readonly cells: Cells;
}

/** The cells of a column by row: numbers with NaN where missing, or texts, numbers and nulls. */
export type Cells = Float64Array | readonly (string | number | null)[];

/** A table from a binary file's columns. `kind` makes its shape differ from that of a text file. */
export function binaryTable(
  file: string,
  kind: string,
  all: readonly BinaryColumn[],
  rowCount: number,
): Table {
  if (rowCount === 0 || all.length === 0)
    throw new ImportRefused('The file has no rows; export it again.');
  if (rowCount * all.length > IMPORT_VALUES_MAX) {
    throw new ImportRefused(
      `The file has ${rowCount * all.length} values, which is more than a browser can hold; export fewer vectors or dates.`,
    );
  }
  const headers = all.map(({ header }) => header);
  return {
    ...{ file, rowCount },
    shape: shapeOf(kind, headers),
    columns: all.map(({ header, cells }) => columnOf(header, cells)),
    units: Object.fromEntries(
      all.filter(({ unit }) => unit !== '').map(({ header, unit }) => [header, unit]),
    ),
    lineOf: () => undefined,
    notes: [],
  };
}

function columnOf(header: string, cells: Cells): Column {
  const column = new Column(header);
  for (const cell of cells) {
    if (cell === null || Number.isNaN(cell)) column.pushEmpty();
    else if (typeof cell === 'number') column.pushNumber(cell);
    else column.pushText(cell);
  }
  return column;
}

/** Converts a value that a library read to a cell. */
export function cellOf(value: unknown): string | number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return null;
}
