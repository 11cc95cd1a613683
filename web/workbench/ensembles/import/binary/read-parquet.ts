import { decompress as decompressZstd } from 'fzstd';
import { parquetMetadata, parquetRead } from 'hyparquet';
import { gunzip } from 'hyparquet-compressors/src/gzip.js';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js';
import { ImportRefused } from '../problems.ts';
import type { Table } from '../table.ts';
import { type BinaryColumn, binaryTable, cellOf } from './binary-table.ts';

/**
 * Imported one by one, because the package's index compiles WebAssembly, which the site's content security policy
 * forbids. Snappy is built in. Brotli is not supported: its dictionary is larger than everything else here.
 */
const COMPRESSORS = {
  GZIP: (input: Uint8Array, length: number) => gunzip(input, new Uint8Array(length)),
  ZSTD: (input: Uint8Array) => decompressZstd(input),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};

/** Reads a Parquet file into a table. Columns of lists or structures are left out. */
export async function readParquet(file: string, bytes: ArrayBuffer): Promise<Table> {
  try {
    const metadata = parquetMetadata(bytes);
    const rowCount = Number(metadata.num_rows);
    const cells = new Map<string, (string | number | null)[]>();
    await parquetRead({
      ...{ file: bytes, metadata, compressors: COMPRESSORS },
      onChunk: ({ columnName, columnData, rowStart }) => {
        const column =
          cells.get(columnName) ?? new Array<string | number | null>(rowCount).fill(null);
        cells.set(columnName, column);
        for (let i = 0; i < columnData.length; i++) column[rowStart + i] = cellOf(columnData[i]);
      },
    });
    const columns = [...cells].map(
      ([header, all]): BinaryColumn => ({ header, unit: '', cells: all }),
    );
    return binaryTable(file, 'parquet', columns, rowCount);
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportRefused(
      `The Parquet file cannot be read (${reason}); write it again with Snappy or Zstandard compression.`,
    );
  }
}
