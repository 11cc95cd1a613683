import { COMMENT_LENGTH, isComment } from './records.ts';
import { NEWLINE, QUOTE, RETURN, SPACE } from './scan-rows.ts';

const TAB = 9;

/** Length of the complete rows in some bytes, which start with a row: up to the last line end outside quotes. */
export function wholeRows(bytes: Uint8Array, delimiter: number): number {
  let end = lastLineEnd(bytes, bytes.length);
  for (;;) {
    const open = openQuote(bytes, end, delimiter);
    if (open < 0) return end;
    end = lastLineEnd(bytes, open);
  }
}

/** Offset of the quote of a field that is not closed before `end`; -1 if there is none. */
function openQuote(bytes: Uint8Array, end: number, delimiter: number): number {
  const first = bytes.indexOf(QUOTE);
  let open = -1;
  let closed = 0;
  for (let at = first < 0 ? end : first; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (open < 0) {
      if (startsField(bytes, at, closed, delimiter)) open = at;
    } else if (bytes[at + 1] === QUOTE) at++;
    else {
      open = -1;
      closed = at + 1;
    }
  }
  return open;
}

/**
 * Whether a quote starts a quoted field, like `scanRows` reads it: it is the field's first character, and not in a
 * comment. `closed`: the offset after the last quoted field.
 */
function startsField(bytes: Uint8Array, at: number, closed: number, delimiter: number): boolean {
  const isBlank = (code: number | undefined) =>
    code === SPACE || (code === TAB && delimiter === SPACE);
  let from = at;
  while (from > closed && isBlank(bytes[from - 1])) from--;
  const isAfterBlank = delimiter === SPACE && from < at;
  if (from === closed) {
    if (closed > 0) return isAfterBlank;
  } else if (!isAfterBlank && !isCellEnd(bytes[from - 1], delimiter)) return false;
  while (from > closed && !isLineEnd(bytes[from - 1])) from--;
  // The record has begun before the quoted field that was closed.
  if (from === closed && closed > 0) return true;
  while (delimiter === SPACE && isBlank(bytes[from])) from++;
  const start = String.fromCharCode(...bytes.subarray(from, from + COMMENT_LENGTH));
  return !isComment(start, 0, delimiter === SPACE);
}

const isLineEnd = (code: number | undefined) => code === NEWLINE || code === RETURN;
const isCellEnd = (code: number | undefined, delimiter: number) =>
  code === delimiter || isLineEnd(code);

function lastLineEnd(bytes: Uint8Array, before: number): number {
  for (let at = before - 1; at >= 0; at--) {
    // A carriage return at the very end may be the first half of a line end.
    if (isLineEnd(bytes[at]) && (bytes[at] === NEWLINE || at < bytes.length - 1)) return at + 1;
  }
  return 0;
}
