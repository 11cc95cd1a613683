import { isUtf8 } from 'node:buffer';
import { REQUEST_FIELDS_MAX_BYTES } from '../../contract/limits.ts';
import { TooLarge } from '../store/errors.ts';
import { BadRequest } from './errors.ts';
import { scanBody } from './json-scan.ts';
import { unescapeInPlace } from './json-string.ts';

/** The JSON of a request. */
export interface JsonBody {
  /** All of it, with an empty `content` where that stands beside it. */
  readonly value: unknown;
  /**
   * The body's field `content` as UTF-8, in the memory that the request came in. As a string of JavaScript it
   * would take twice as much again.
   */
  readonly content?: Buffer;
}

/**
 * Parses a body; its content is left where it is and unescaped there. Throws TooLarge for too much beside the content,
 * BadRequest for what is not UTF-8, not JSON or nothing like a body of this API.
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
