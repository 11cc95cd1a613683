import {
  CompressionType,
  compressionRegistry,
  DataType,
  tableFromIPC,
  type Vector,
} from 'apache-arrow';
import { decompress as decompressZstd } from 'fzstd';
import { ImportRefused } from '../problems.ts';
import type { Table } from '../table.ts';
import { type BinaryColumn, binaryTable, type Cells, cellOf } from './binary-table.ts';
import { unpackLz4Frame } from './lz4-frame.ts';

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: unpackLz4Frame });
compressionRegistry.set(CompressionType.ZSTD, {
  decode: (input) => decompressZstd(input),
});

/** Reads an Arrow IPC file or stream, including Feather version 2. Units come from the fields' metadata. */
export function readArrow(file: string, bytes: ArrayBuffer): Table {
  try {
    const table = tableFromIPC(new Uint8Array(bytes));
    const columns = table.schema.fields.map((field, i): BinaryColumn => {
      const vector = table.getChildAt(i);
      const unit = field.metadata.get('unit') ?? '';
      return { header: field.name, unit: unit.slice(0, 40), cells: vector ? cellsOf(vector) : [] };
    });
    return binaryTable(file, 'arrow', columns, table.numRows);
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportRefused(
      `The Arrow file cannot be read (${reason}); write it again, or as Parquet.`,
    );
  }
}

function cellsOf(vector: Vector): Cells {
  const isTime = DataType.isTimestamp(vector.type) || DataType.isDate(vector.type);
  return Array.from({ length: vector.length }, (_, row) => {
    const value: unknown = vector.get(row);
    // The library returns timestamps in milliseconds.
    return isTime && value !== null ? cellOf(new Date(Number(value))) : cellOf(value);
  });
}
