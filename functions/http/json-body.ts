import { isUtf8 } from 'node:buffer';
import { REQUEST_FIELDS_MAX_BYTES } from '../../contract/limits.ts';
import { TooLarge } from '../store/errors.ts';
import { BadRequest } from './errors.ts';
import { scanBody } from './json-scan.ts';
import { unescapeInPlace } from './json-string.ts';

/** The parsed JSON of a request. */
export interface JsonBody {
  /** The whole body; `content` is empty if it is given separately. */
  readonly value: unknown;
  /**
   * The body's `content` as UTF-8, in the request's own memory. As a JavaScript string it could need another two
   * bytes per character.
   */
  readonly content?: Buffer;
}

/**
 * Parses a body. `content` is not parsed into a string but unescaped in place. Throws TooLarge for too much besides
 * the content, BadRequest for invalid UTF-8, invalid JSON or too complex a structure.
 */
export function parseJson(bytes: Buffer): JsonBody {
  const span = scanBody(bytes);
  if (!isUtf8(bytes)) throw notJson();
  const { start, end } = span ?? { start: 0, end: 0 };
  const fieldsBytes = bytes.byteLength - (end - start);
  if (fieldsBytes > REQUEST_FIELDS_MAX_BYTES) {
    throw new TooLarge(REQUEST_FIELDS_MAX_BYTES, fieldsBytes);
  }
  try {
    if (!span) return { value: parseFields(bytes) };
    const value = parseFields(bytes.subarray(0, start), NO_CONTENT, bytes.subarray(end));
    return { value, content: unescapeInPlace(bytes.subarray(start + 1, end - 1)) };
  } catch {
    throw notJson();
  }
}

const NO_CONTENT = Buffer.from('""');

function parseFields(...pieces: Buffer[]): unknown {
  return JSON.parse(new TextDecoder().decode(Buffer.concat(pieces)));
}

function notJson(): BadRequest {
  return new BadRequest('The body is not JSON in UTF-8.');
}
