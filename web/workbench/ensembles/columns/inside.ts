import type { InsideNumbers } from '../../content/schema.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { deflate, inflate } from './deflate.ts';
import { decode, encode, encodedBytes, encodingOf } from './encoding.ts';

/** Packs numbers for storage inside a content, as before version 5. */
export async function packInside(values: ArrayLike<number>): Promise<InsideNumbers> {
  const encoding = encodingOf(values);
  const data = toBase64(await deflate(encode(values, encoding)));
  return { ...encoding, length: values.length, data };
}

/** Unpacks the numbers. Rejects if they are damaged or not `packed.length` many. */
export async function unpackInside(packed: InsideNumbers): Promise<Float64Array> {
  const bytes = encodedBytes(packed.length, packed);
  return decode(await inflate(fromBase64(packed.data), bytes), packed);
}
