import { CONTENT_MAX_BYTES } from '../../contract/limits.ts';
import { TooLarge } from '../store/errors.ts';
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
const LETTER_U = 0x75;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Looks once over a JSON text in UTF-8 before it is parsed, since a few kilobytes can unpack to millions
 * of brackets, which cost seconds and a gigabyte to parse. Throws BadRequest for what is nested deeper or
 * has more tokens than any body of this API, and TooLarge for a string that is longer than any content.
 * Whether it is JSON at all is the parser's to say.
 */
export function assertBounded(json: Uint8Array): void {
  let depth = 0;
  let tokens = 0;
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case QUOTE:
        at = endOfString(json, at);
        continue;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth++;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth--;
        continue;
      case COMMA:
      case COLON:
        break;
      default:
        continue;
    }
    tokens++;
    if (depth > MAX_DEPTH) throw tooMuch(`is nested more than ${MAX_DEPTH} deep`);
    if (tokens > MAX_TOKENS) throw tooMuch(`has more than ${MAX_TOKENS} fields and list items`);
  }
}

/** Where the string that starts at `start` ends: at its closing quote, or at the end of the text. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  let escapes = 0;
  let escaping = 0;
  while (at < json.length && json[at] !== QUOTE) {
    if (json[at] === BACKSLASH) {
      escapes++;
      // An escape stands for at least one byte.
      escaping += json[at + 1] === LETTER_U ? 5 : 1;
      at++;
    }
    at++;
  }
  const bytes = at - start - 1 - escaping;
  if (bytes > CONTENT_MAX_BYTES) {
    throw new TooLarge(CONTENT_MAX_BYTES, escapes === 0 ? bytes : undefined);
  }
  return at;
}

function tooMuch(what: string): BadRequest {
  return new BadRequest(`The body ${what}. It is an object of a few fields; send content as text.`);
}
