import { CHUNK_VALUES, PAGE_MAX_BYTES } from '../../content/limits.ts';
import type { PackedNumbers } from '../../content/schema.ts';
import { inflateUpTo } from './deflate.ts';
import { decode, encodedBytes } from './encoding.ts';
import { unpackInside } from './inside.ts';

/**
 * A column's numbers. Rejects if they are damaged.
 * @param pages for each chunk the page that it lies in, as it lies in its asset
 */
export async function unpackColumn(
  packed: PackedNumbers,
  pages: readonly Uint8Array<ArrayBuffer>[],
): Promise<Float64Array> {
  if ('data' in packed) return unpackInside(packed);
  const values = new Float64Array(packed.length);
  for (const [i, { at }] of packed.chunks.entries()) {
    const from = i * CHUNK_VALUES;
    const count = Math.min(CHUNK_VALUES, packed.length - from);
    const end = at + encodedBytes(count, packed);
    const inflated = await inflateUpTo(pages[i] ?? new Uint8Array(), PAGE_MAX_BYTES);
    if (inflated.length < end) throw new Error('a column is shorter than it says');
    values.set(decode(inflated.subarray(at, end), packed), from);
  }
  return values;
}
