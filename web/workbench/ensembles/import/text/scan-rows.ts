import type { Column } from '../column.ts';
import { type Decimal, isGrouped, parseNumber, withHyphens } from '../values/numbers.ts';
import { isComment, readQuoted, skipLine } from './records.ts';

const ZERO = 48;
const NINE = 57;
const MINUS = 45;
export const SPACE = 32;
export const QUOTE = 34;
export const NEWLINE = 10;
export const RETURN = 13;
/** Integers of this many digits and powers of ten up to 22 are exact doubles, so one division rounds correctly. */
const DIGITS_MAX = 15;
const POWERS = Array.from({ length: DIGITS_MAX + 1 }, (_, power) => Number(`1e${power}`));

export interface ScanState {
  readonly delimiter: number;
  readonly decimal: Decimal;
  readonly columns: readonly Column[];
  /** Line number of each row. */
  readonly lines: number[];
  /** Number of the next line, from 1. */
  line: number;
  /** Whether some number proves the decimal mark. */
  isDecimalSure: boolean;
  /** The first number whose mark could also be a thousands separator. */
  doubtful: string;
  /** The first number with thousands separators: "3,970". */
  grouped: string;
  /** Lines with fewer fields than columns, with more fields, and with text after a closing quote. */
  readonly short: Counted;
  readonly long: Counted;
  readonly quotes: Counted;
  /** Lines that only have extra empty fields, from a delimiter at their end. */
  readonly trailing: Counted;
  /** Comments below the header. */
  readonly comments: Counted;
}

export interface Counted {
  line: number;
  count: number;
  fields: number;
}

/**
 * Reads complete rows into columns. Scans numbers from character codes, without a string per row or per plain number,
 * which is faster than splitting first.
 * @param bytes the rows in UTF-8, if available: for ASCII text these are the character codes
 */
export function scanRows(text: string, state: ScanState, bytes?: Uint8Array): void {
  if (text === '') return;
  // With a line end after the last row, the scan never reads beyond the text.
  if (!/[\r\n]$/.test(text.slice(-1))) {
    scanRows(`${text}\n`, state);
    return;
  }
  const codes = bytes?.length === text.length ? bytes : codesOf(text);
  const { delimiter, columns, decimal } = state;
  const mark = decimal.charCodeAt(0);
  const width = columns.length;
  const { length } = text;
  let at = 0;
  while (at < length) {
    if (isComment(text, at, delimiter === SPACE)) {
      at = skipLine(text, at);
      count(state.comments, state.line, 0);
      state.line++;
      continue;
    }
    const line = state.line;
    let field = 0;
    let isFilled = false;
    let isEnded = false;
    let isExtra = false;
    while (!isEnded) {
      let code = codes[at] as number;
      while (code === SPACE && code !== delimiter) code = codes[++at] as number;
      const start = at;
      const column = columns[field];
      field++;
      const isNegative = code === MINUS;
      if (isNegative) code = codes[++at] as number;
      let integer = 0;
      let digits = 0;
      let point = -1;
      let isPlain = true;
      while (code !== delimiter && code !== NEWLINE && code !== RETURN) {
        if (code >= ZERO && code <= NINE) {
          integer = integer * 10 + (code - ZERO);
          digits++;
        } else if (code === mark && point < 0) point = digits;
        else {
          isPlain = false;
          break;
        }
        code = codes[++at] as number;
      }
      if (isPlain && digits > 0 && digits <= DIGITS_MAX) {
        isFilled = true;
        if (column) {
          const value = point < 0 ? integer : integer / (POWERS[digits - point] as number);
          column.pushNumber(isNegative ? -value : value);
          if (point >= 0 && !state.isDecimalSure) noteDecimalMark(text.slice(start, at), state);
        } else isExtra = true;
      } else {
        let content: string | undefined;
        if (codes[start] === QUOTE) {
          const quoted = readQuoted(text, start);
          state.line += quoted.lines;
          content = quoted.text.trim();
          at = quoted.end;
          while (codes[at] === SPACE && delimiter !== SPACE) at++;
          if (at < length && !isCellEnd(codes[at] as number, delimiter))
            count(state.quotes, line, field);
        }
        while (at < length && !isCellEnd(codes[at] as number, delimiter)) at++;
        content ??= text.slice(start, at).trim();
        if (content !== '') isFilled = true;
        if (column) pushCell(column, content, state);
        else if (content !== '') isExtra = true;
        code = codes[at] as number;
      }
      isEnded = code !== delimiter || at >= length;
      if (code === RETURN && codes[at + 1] === NEWLINE) at++;
      at++;
    }
    state.line++;
    for (let missing = field; missing < width; missing++) columns[missing]?.pushEmpty();
    if (!isFilled) {
      for (const column of columns) column.pop();
      continue;
    }
    if (field < width) count(state.short, line, field);
    if (isExtra) count(state.long, line, field);
    else if (field > width) count(state.trailing, line, field);
    state.lines.push(line);
  }
}

const isCellEnd = (code: number, delimiter: number) =>
  code === delimiter || code === NEWLINE || code === RETURN;

const encoder = new TextEncoder();

/** The character codes of a text as an array, because reading them from a concatenated or sliced string is slow. */
function codesOf(text: string): Uint8Array | Uint16Array {
  const bytes = encoder.encode(text);
  if (bytes.length === text.length) return bytes;
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < codes.length; i++) codes[i] = text.charCodeAt(i);
  return codes;
}

function pushCell(column: Column, text: string, state: ScanState): void {
  // Fast path for known texts: most texts are dates, each in many rows.
  if (column.pushKnownText(text)) return;
  const value = text === '' ? undefined : parseNumber(text, state.decimal);
  if (text === '') column.pushEmpty();
  else if (value === undefined || !Number.isFinite(value)) column.pushText(text);
  else {
    column.pushNumber(value);
    if (state.grouped === '' && isGrouped(text, state.decimal)) state.grouped = text;
    if (!state.isDecimalSure) noteDecimalMark(text, state);
  }
}

/** Three digits after a mark may be thousands; anything else proves the decimal mark. */
export function noteDecimalMark(
  cell: string,
  state: Pick<ScanState, 'doubtful' | 'isDecimalSure'>,
): void {
  const text = withHyphens(cell);
  if (/^[+-]?[1-9]\d{0,2}([., '\u2019\u00a0\u202f\u2009]\d{3})+$/.test(text)) {
    if (/^[+-]?\d+[.,]\d{3}$/.test(text)) state.doubtful ||= text;
  } else if (/[.,]/.test(text)) state.isDecimalSure = true;
}

function count(counted: Counted, line: number, fields: number): void {
  if (counted.count++ > 0) return;
  counted.line = line;
  counted.fields = fields;
}
