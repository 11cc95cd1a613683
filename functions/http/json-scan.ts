import { BadRequest } from './errors.ts';

/** A body is an object of strings and lists of strings; nothing in it lies deeper. */
const MAX_DEPTH = 8;

/** Openings, commas and colons; more than a body with every field and the longest list has. */
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

/** Where a string stands in a JSON text: from its first quote to behind its last one, in bytes. */
export interface StringSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Looks once over a JSON text in UTF-8 before it is parsed, since a few kilobytes can unpack to millions
 * of brackets, which cost seconds and a gigabyte to parse. Throws BadRequest for what is nested deeper or
 * has more tokens than any body of this API. Whether it is JSON at all is the parser's to say. Answers
 * where the string is that the body has as its content, the last one where there are several.
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
    if (depth > MAX_DEPTH) throw tooMuch(`is nested more than ${MAX_DEPTH} deep`);
    if (tokens > MAX_TOKENS) throw tooMuch(`has more than ${MAX_TOKENS} fields and list items`);
  }
  return content;
}

/** Behind the closing quote of the string that starts at `start`, or the end of the text. */
function endOfString(json: Buffer, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, json.length);
}

function isContentName(json: Buffer, { start, end }: StringSpan): boolean {
  return CONTENT_NAME.equals(json.subarray(start, end));
}

function tooMuch(what: string): BadRequest {
  return new BadRequest(`The body ${what}. It is an object of a few fields; send content as text.`);
}
