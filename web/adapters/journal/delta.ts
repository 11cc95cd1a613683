/** A piece of a content, as the API takes it: bytes to copy from the base, then text to add. */
export interface Instruction {
  readonly start: number;
  readonly length: number;
  readonly text?: string;
}

/** Shorter copies would take more bytes than the text. */
const COPY_MIN_BYTES = 32;

/**
 * Instructions that make `next` from `base`, both JSON in UTF-8, in linear time: looks for pieces of `next` (from one
 * "{" to the next) that `base` has exactly once, and extends what it finds in both directions.
 */
export function instructionsFor(base: Uint8Array, next: Uint8Array): Instruction[] {
  const places = new Map<string, number>();
  const instructions: Instruction[] = [];
  let copy = { start: 0, length: 0 };
  let done = 0;
  /** Adds the copy found last, and the text between it and the next one. */
  const add = (until: number) =>
    instructions.push({ ...copy, text: utf8.decode(next.subarray(done, until)) });
  eachPiece(base, (piece, at) => places.set(piece, places.has(piece) ? -1 : at));
  eachPiece(next, (piece, at) => {
    const place = places.get(piece) ?? -1;
    if (place < 0 || at < done) return;
    const shift = place - at;
    let [start, end] = [at, at];
    while (start > done && next[start - 1] === base[start - 1 + shift]) start--;
    while (end < next.length && next[end] === base[end + shift]) end++;
    while (isInsideCharacter(next[start])) start++;
    while (isInsideCharacter(next[end])) end--;
    if (end - start < COPY_MIN_BYTES) return;
    add(start);
    copy = { start: start + shift, length: end - start };
    done = end;
  });
  add(next.length);
  return instructions;
}

/** A byte order mark is text like any other. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** Makes a different character of each byte. */
const oneToOne = new TextDecoder('latin1');

function eachPiece(bytes: Uint8Array, visit: (piece: string, at: number) => void): void {
  let at = 0;
  for (const piece of oneToOne.decode(bytes).split('{')) {
    visit(piece, at);
    at += piece.length + 1;
  }
}

/** Bytes after the first of a character in UTF-8 are 10xxxxxx. */
function isInsideCharacter(byte = 0): boolean {
  return byte >> 6 === 2;
}
