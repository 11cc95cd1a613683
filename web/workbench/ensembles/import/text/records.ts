import { isMissing } from '../values/numbers.ts';
import type { Delimiter } from './text-format.ts';

/** The fields of one line, or of several if a quoted field contains line ends. */
export interface TextRecord {
  readonly fields: readonly string[];
  /** Number of its first line, from 1. */
  readonly line: number;
  /** Offsets of this and of the next record, in characters. */
  readonly start: number;
  readonly end: number;
}

/**
 * Splits the head of a file to detect its format; `scan-rows.ts` reads the whole file. Skips blank lines and comments.
 * Stops after `maximum` records. Unless `isWhole`, leaves out a record that the end of the text cuts off.
 */
export function recordsOf(
  text: string,
  delimiter: Delimiter,
  maximum: number,
  isWhole: boolean,
): TextRecord[] {
  const records: TextRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length && records.length < maximum) {
    if (isComment(text, at, delimiter === ' ')) {
      at = skipLine(text, at);
      line++;
      continue;
    }
    const start = at;
    const firstLine = line;
    const end = lineEnd(text, at);
    const whole = text.slice(at, end);
    const fields: string[] = [];
    let ended = !whole.includes('"');
    if (ended) {
      if (end === text.length && !isWhole) return records;
      const split = delimiter === ' ' ? whole.split(/ +/) : whole.split(delimiter);
      for (const field of split) fields.push(field.trim());
      at = skipLine(text, end);
    }
    while (!ended) {
      const field = readField(text, at, delimiter);
      fields.push(field.text);
      line += field.lines;
      at = field.end;
      const code = text[at];
      ended = code !== delimiter;
      if (code === '\r' && text[at + 1] === '\n') at++;
      if (at < text.length) at++;
      else if (!isWhole) return records;
    }
    line++;
    const kept = delimiter === ' ' ? withoutBlankEnds(fields) : fields;
    if (kept.some((field) => field !== '')) {
      records.push({ fields: kept, line: firstLine, start, end: at });
    }
  }
  return records;
}

/** So many characters of a line tell whether it is a comment. */
export const COMMENT_LENGTH = 80;

/**
 * Whether a line is a comment: it starts with "#" or "--". A first field that is only "--" or "#N/A" is a missing value
 * instead; but where blanks separate fields, "--" and a blank begin a comment of Eclipse.
 */
export function isComment(text: string, at: number, isBlankSeparated: boolean): boolean {
  const isHash = text.charCodeAt(at) === 35;
  if (!isHash && !(text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 45)) return false;
  const end = isHash && isBlankSeparated ? /[ ,;\t|\r\n]/ : /[,;\t|\r\n]/;
  const [field = ''] = text.slice(at, at + COMMENT_LENGTH).split(end, 1);
  return !isMissing(field.trim());
}

/** Offset of the next line. */
export function skipLine(text: string, from: number): number {
  const at = lineEnd(text, from);
  return at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
}

const LINE_END = /[\r\n]/g;

function lineEnd(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}

function readField(text: string, from: number, delimiter: Delimiter) {
  let at = from;
  while (text[at] === ' ') at++;
  if (text[at] === '"') {
    const quoted = readQuoted(text, at);
    let end = quoted.end;
    while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end++;
    return { text: quoted.text.trim(), end: skipBlanks(text, end, delimiter), lines: quoted.lines };
  }
  let end = at;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end++;
  return { text: text.slice(at, end).trim(), end: skipBlanks(text, end, delimiter), lines: 0 };
}

/** Skips a run of blanks up to its last one, which is the delimiter. */
function skipBlanks(text: string, end: number, delimiter: Delimiter): number {
  let at = end;
  if (delimiter === ' ') while (text[at] === ' ' && text[at + 1] === ' ') at++;
  return at;
}

const isLineEnd = (character: string | undefined) => character === '\n' || character === '\r';

/** Reads a quoted field from its first quote; doubled quotes become one. An unclosed field ends with the text. */
export function readQuoted(text: string, start: number) {
  let content = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    const isOpen = quote < 0;
    const part = text.slice(at, isOpen ? text.length : quote);
    content += part;
    if (isOpen || text[quote + 1] !== '"') {
      const lines = content.split(/\r\n|\n|\r/).length - 1;
      return { text: content, end: isOpen ? text.length : quote + 1, lines, isOpen };
    }
    content += '"';
    at = quote + 2;
  }
}

function withoutBlankEnds(fields: readonly string[]): string[] {
  const last = fields.at(-1) === '' ? -1 : fields.length;
  return fields.slice(fields[0] === '' ? 1 : 0, last);
}
