import type { PackedNumbers, StoredNumbers } from '../../content/schema.ts';
import { type Assets, checkOf } from './assets.ts';
import { unpackColumn } from './unpack-column.ts';

type Chunk = StoredNumbers['chunks'][number];
type Bytes = Uint8Array<ArrayBuffer>;

/** Reads a column of a content. Rejects if it is damaged or not available. */
export type ReadColumn = (packed: PackedNumbers) => Promise<Float64Array>;

/**
 * Returns a reader of columns inside the content or in assets. Columns of one page that are requested at once share it.
 * @param unpack unpacks the numbers, in this thread or in a Worker
 */
export function columnReader(
  assets: Pick<Assets, 'readPart'>,
  unpack: typeof unpackColumn = unpackColumn,
): ReadColumn {
  const reading = new Map<string, Promise<Bytes>>();

  function page(chunk: Chunk): Promise<Bytes> {
    const key = `${chunk.asset} ${chunk.offset}`;
    const known = reading.get(key);
    if (known) return known;
    const found = readPage(chunk).finally(() => reading.delete(key));
    reading.set(key, found);
    return found;
  }

  function readPage({ asset, offset, bytes, check }: Chunk): Promise<Bytes> {
    const isRight = async (found: Bytes) => (await checkOf(found)) === check;
    return assets.readPart({ hash: asset, offset, bytes }, isRight);
  }

  return async (packed) => {
    const chunks = 'data' in packed ? [] : packed.chunks;
    return unpack(packed, await Promise.all(chunks.map(page)));
  };
}
