import { CHUNK_VALUES, PAGE_MAX_BYTES } from '../../content/limits.ts';
import type { PackedNumbers } from '../../content/schema.ts';
import { inflateUpTo } from './deflate.ts';
import { decode, encodedBytes } from './encoding.ts';
import { unpackInside } from './inside.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Number of cached inflated pages, because small columns of one page are read one after the other. */
const PAGES_KEPT = 8;

const inflated = new Map<string, Promise<Bytes>>();

/**
 * Unpacks a column's numbers. Rejects if they are damaged.
 * @param pages the deflated page of each chunk
 */
export async function unpackColumn(
  packed: PackedNumbers,
  pages: readonly Bytes[],
): Promise<Float64Array> {
  if ('data' in packed) return unpackInside(packed);
  const values = new Float64Array(packed.length);
  for (const [i, { asset, offset, at }] of packed.chunks.entries()) {
    const from = i * CHUNK_VALUES;
    const count = Math.min(CHUNK_VALUES, packed.length - from);
    const end = at + encodedBytes(count, packed);
    const page = await inflatedPage(`${asset} ${offset}`, pages[i] ?? new Uint8Array());
    if (page.length < end) throw new Error('a column is shorter than its stated length');
    values.set(decode(page.subarray(at, end), packed), from);
  }
  return values;
}

function inflatedPage(key: string, bytes: Bytes): Promise<Bytes> {
  const known = inflated.get(key);
  if (known) return known;
  const page = inflateUpTo(bytes, PAGE_MAX_BYTES);
  inflated.set(key, page);
  const [oldest = key] = inflated.keys();
  if (inflated.size > PAGES_KEPT) inflated.delete(oldest);
  page.catch(() => inflated.delete(key));
  return page;
}
