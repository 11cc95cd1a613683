const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const FIRST_PRINTABLE = 0x20;
const REPLACEMENT_CHARACTER = 0xfffd;

/** Length of one escaped UTF-16 code unit, `\u0041`, in bytes. */
const UNIT_BYTES = 6;

/** Maps the letter after a backslash to its character. */
const ESCAPED: Readonly<Record<number, number>> = Object.fromEntries(
  ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'].map((pair) => [
    pair.charCodeAt(0),
    pair.charCodeAt(1),
  ]),
);

/**
 * Unescapes the inside of a JSON string, given in UTF-8. The result is never longer, so it overwrites the
 * input. Lone surrogates become U+FFFD, as in every UTF-8 encoder. Throws SyntaxError.
 */
export function unescapeInPlace(json: Buffer): Buffer {
  let to = 0;
  let from = 0;
  while (from < json.length) {
    const byte = json[from] as number;
    if (byte < FIRST_PRINTABLE) throw new SyntaxError('A control character in a string.');
    if (byte !== BACKSLASH) {
      json[to++] = byte;
      from += 1;
    } else if (json[from + 1] === LETTER_U) {
      const point = codePointAt(json, from);
      from += point > 0xffff ? 2 * UNIT_BYTES : UNIT_BYTES;
      to = writeCodePoint(json, to, isSurrogate(point) ? REPLACEMENT_CHARACTER : point);
    } else {
      const character = ESCAPED[json[from + 1] as number];
      if (character === undefined) throw new SyntaxError('An unknown escape in a string.');
      json[to++] = character;
      from += 2;
    }
  }
  return json.subarray(0, to);
}

/** The code point escaped at `at`, as one code unit or a surrogate pair. A lone surrogate is returned as is. */
function codePointAt(json: Buffer, at: number): number {
  const unit = unitAt(json, at);
  if (unit === undefined) throw new SyntaxError('An escape without four digits.');
  if (unit < 0xd800 || unit > 0xdbff) return unit;
  const low = unitAt(json, at + UNIT_BYTES);
  if (low === undefined || low < 0xdc00 || low > 0xdfff) return unit;
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/** The code unit escaped at `at`; undefined if there is none. */
function unitAt(json: Buffer, at: number): number | undefined {
  if (json[at] !== BACKSLASH || json[at + 1] !== LETTER_U) return undefined;
  let unit = 0;
  for (let digit = at + 2; digit < at + UNIT_BYTES; digit++) {
    const value = hexValue(json[digit] ?? 0);
    if (value === undefined) return undefined;
    unit = unit * 16 + value;
  }
  return unit;
}

function hexValue(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}

/** Writes a code point as UTF-8; returns the next write offset. */
function writeCodePoint(bytes: Buffer, at: number, point: number): number {
  let to = at;
  if (point < 0x80) {
    bytes[to++] = point;
  } else if (point < 0x800) {
    bytes[to++] = 0xc0 | (point >> 6);
    bytes[to++] = tailByte(point, 0);
  } else if (point < 0x10000) {
    bytes[to++] = 0xe0 | (point >> 12);
    bytes[to++] = tailByte(point, 6);
    bytes[to++] = tailByte(point, 0);
  } else {
    bytes[to++] = 0xf0 | (point >> 18);
    bytes[to++] = tailByte(point, 12);
    bytes[to++] = tailByte(point, 6);
    bytes[to++] = tailByte(point, 0);
  }
  return to;
}

/** A continuation byte with six bits of a code point; a separate function because it is called millions of times. */
function tailByte(point: number, shift: number): number {
  return 0x80 | ((point >> shift) & 0x3f);
}
