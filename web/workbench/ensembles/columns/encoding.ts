import type { PackedNumbers } from '../../content/schema.ts';

/** Represents NaN among scaled integers. */
const MISSING = -(2 ** 31);
const SCALED_MAX = 2 ** 31 - 1;
const POWERS = Array.from({ length: 10 }, (_, power) => 10 ** power);

export type Encoding = Pick<PackedNumbers, 'encoding' | 'digits'>;

/**
 * Chooses a lossless encoding: integers with a few decimal digits if exact, else 32-bit floats if exact, else 64-bit
 * floats.
 */
export function encodingOf(values: ArrayLike<number>): Encoding {
  const digits = exactDigits(values);
  if (digits !== undefined) return { encoding: 'scaled', digits };
  return { encoding: isExactIn32Bits(values) ? 'float32' : 'float64', digits: 0 };
}

/** Encodes numbers as bytes. Compresses well if neighbours are similar, because differences are stored. Keeps NaN. */
export function encode(
  values: ArrayLike<number>,
  { encoding, digits }: Encoding,
): Uint8Array<ArrayBuffer> {
  if (encoding === 'scaled') return toPlanes(scaled(values, digits));
  if (encoding === 'float32') return toPlanes(new Int32Array(new Float32Array(values).buffer));
  return toPlanes(halvesOf(new Float64Array(values)));
}

/** Number of bytes that `encode` returns for `length` numbers. */
export function encodedBytes(length: number, { encoding }: Encoding): number {
  return length * (encoding === 'float64' ? 8 : 4);
}

/** Decodes the numbers. */
export function decode(
  bytes: Uint8Array,
  { encoding, digits }: Encoding,
): Float64Array<ArrayBuffer> {
  const integers = fromPlanes(bytes);
  if (encoding === 'float32') return new Float64Array(new Float32Array(integers.buffer));
  if (encoding === 'float64') return fromHalves(integers);
  const scale = 10 ** digits;
  // A copy and a loop, because `from` with a function is slow: it uses an iterator.
  const values = new Float64Array(integers);
  for (let i = 0; i < values.length; i++) {
    values[i] = integers[i] === MISSING ? Number.NaN : (integers[i] as number) / scale;
  }
  return values;
}

/** The fewest decimal digits for which every number is an exact 32-bit integer; undefined if there are none. */
function exactDigits(values: ArrayLike<number>): number | undefined {
  let digits = 0;
  let power = 1;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    // An integer cannot represent minus zero.
    if (value === 0 && Object.is(value, -0)) return undefined;
    largest = Math.max(largest, Math.abs(value));
    while (Math.round(value * power) / power !== value) {
      if (++digits === POWERS.length) return undefined;
      power = POWERS[digits] as number;
    }
    if (largest * power > SCALED_MAX) return undefined;
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

function isExactIn32Bits(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Math.fround(value) !== value && !Number.isNaN(value)) return false;
  }
  return true;
}

/** The upper 32 bits of every number, then the lower 32 bits, because the upper ones of neighbours are similar. */
function halvesOf(values: Float64Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const pairs = new Int32Array(values.buffer);
  const halves = new Int32Array(pairs.length);
  for (let i = 0; i < values.length; i++) {
    halves[i] = pairs[2 * i + 1] as number;
    halves[values.length + i] = pairs[2 * i] as number;
  }
  return halves;
}

function fromHalves(halves: Int32Array): Float64Array<ArrayBuffer> {
  const values = new Float64Array(halves.length / 2);
  const pairs = new Int32Array(values.buffer);
  for (let i = 0; i < values.length; i++) {
    pairs[2 * i + 1] = halves[i] as number;
    pairs[2 * i] = halves[values.length + i] as number;
  }
  return values;
}

/** Differences of neighbours as byte planes, lowest bytes first, so that similar bytes are together. */
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
