import { BadRequest } from './errors.ts';

/** Generous: a valid body is an object of strings and lists of strings. */
const MAX_DEPTH = 8;

/** Opening brackets, commas and colons; more than the largest valid body has. */
const MAX_TOKENS = 20_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const CONTENT_NAME = Buffer.from('"content"');

/** Byte offsets of a string in a JSON text: of its opening quote, and after its closing one. */
export interface StringSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Scans a JSON text in UTF-8 before it is parsed, because a few kilobytes can decompress to millions of
 * brackets, which take seconds and a gigabyte to parse. Throws BadRequest if it is nested deeper or has more
 * tokens than any valid body; it does not check the syntax. Returns where the top-level string `content` is,
 * the last one if it occurs repeatedly.
 */
export function scanBody(json: Buffer): StringSpan | undefined {
  let depth = 0;
  let tokens = 0;
  let name: StringSpan | undefined;
  let isContentNext = false;
  let content: StringSpan | undefined;
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case QUOTE: {
        const found = { start: at, end: endOfString(json, at) };
        if (depth === 1 && isContentNext) content = found;
        name = found;
        isContentNext = false;
        at = found.end - 1;
        continue;
      }
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth++;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth--;
        continue;
      case COLON:
        isContentNext = name !== undefined && isContentName(json, name);
        break;
      case COMMA:
        isContentNext = false;
        break;
      default:
        continue;
    }
    tokens++;
    if (depth > MAX_DEPTH) throw tooComplex(`is nested more than ${MAX_DEPTH} deep`);
    if (tokens > MAX_TOKENS) throw tooComplex(`has more than ${MAX_TOKENS} fields and list items`);
  }
  return content;
}

/** Offset after the closing quote of the string at `start`, or the end of the text. */
function endOfString(json: Buffer, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, json.length);
}

function isContentName(json: Buffer, { start, end }: StringSpan): boolean {
  return CONTENT_NAME.equals(json.subarray(start, end));
}

function tooComplex(what: string): BadRequest {
  return new BadRequest(
    `The body ${what}. Send an object with a few fields, and the content as one string.`,
  );
}
