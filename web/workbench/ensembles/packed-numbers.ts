import type { PackedNumbers } from '../content/schema.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { deflate, inflate } from './deflate.ts';

/** Stands for NaN among scaled integers. */
const MISSING = -(2 ** 31);
const SCALED_MAX = 2 ** 31 - 1;
const DIGITS_MAX = 6;

/**
 * Packs numbers for a content: as integers with a few decimal digits where that is exact, else as 32-bit floats
 * (7 significant digits). Neighbours should be alike, since differences are what is deflated. NaN stays NaN.
 */
export async function packNumbers(values: ArrayLike<number>): Promise<PackedNumbers> {
  const digits = exactDigits(values);
  const integers = digits === undefined ? floatBits(values) : scaled(values, digits);
  const deflated = await deflate(toPlanes(integers));
  return {
    encoding: digits === undefined ? 'float32' : 'scaled',
    digits: digits ?? 0,
    length: values.length,
    data: toBase64(deflated),
  };
}

/** The numbers again. Rejects if they are damaged or not as many as `packed` says. */
export async function unpackNumbers(packed: PackedNumbers): Promise<Float64Array> {
  const planes = await inflate(fromBase64(packed.data), packed.length * 4);
  const integers = fromPlanes(planes);
  if (packed.encoding === 'float32') return new Float64Array(new Float32Array(integers.buffer));
  const scale = 10 ** packed.digits;
  // Loops and copies here, since `from` with a function goes number by number through an iterator.
  const values = new Float64Array(integers);
  for (let i = 0; i < values.length; i++) {
    values[i] = integers[i] === MISSING ? Number.NaN : (integers[i] as number) / scale;
  }
  return values;
}

/** The fewest decimal digits with which every number is exact as a 32-bit integer; undefined if there are none. */
function exactDigits(values: ArrayLike<number>): number | undefined {
  let digits = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    while (Math.round(value * 10 ** digits) / 10 ** digits !== value) {
      if (++digits > DIGITS_MAX) return undefined;
    }
  }
  const limit = SCALED_MAX / 10 ** digits;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i] as number) > limit) return undefined;
  }
  return digits;
}

function scaled(values: ArrayLike<number>, digits: number): Int32Array<ArrayBuffer> {
  const scale = 10 ** digits;
  const integers = new Int32Array(values.length);
  for (let i = 0; i < integers.length; i++) {
    const value = values[i] as number;
    integers[i] = Number.isNaN(value) ? MISSING : Math.round(value * scale);
  }
  return integers;
}

function floatBits(values: ArrayLike<number>): Int32Array<ArrayBuffer> {
  return new Int32Array(new Float32Array(values).buffer);
}

/** Differences of neighbours, all lowest bytes first, then the next ones: what is alike stands together. */
function toPlanes(integers: Int32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { length } = integers;
  const planes = new Uint8Array(length * 4);
  let previous = 0;
  for (let i = 0; i < length; i++) {
    const integer = integers[i] as number;
    const difference = (integer - previous) | 0;
    const folded = (difference << 1) ^ (difference >> 31);
    previous = integer;
    planes[i] = folded;
    planes[length + i] = folded >>> 8;
    planes[2 * length + i] = folded >>> 16;
    planes[3 * length + i] = folded >>> 24;
  }
  return planes;
}

function fromPlanes(planes: Uint8Array): Int32Array<ArrayBuffer> {
  const length = planes.length / 4;
  const integers = new Int32Array(length);
  let previous = 0;
  for (let i = 0; i < length; i++) {
    const folded =
      (planes[i] as number) |
      ((planes[length + i] as number) << 8) |
      ((planes[2 * length + i] as number) << 16) |
      ((planes[3 * length + i] as number) << 24);
    previous = (previous + ((folded >>> 1) ^ -(folded & 1))) | 0;
    integers[i] = previous;
  }
  return integers;
}
