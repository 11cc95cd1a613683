import type { HttpRequest } from '@azure/functions';
import {
  ASSET_MAX_BYTES,
  REQUEST_BODY_MAX_BYTES,
  REQUEST_SENT_MAX_BYTES,
} from '../../contract/limits.ts';
import { TooLarge } from '../store/errors.ts';
import type { BodyRoom, RoomShare } from './body-room.ts';
import { LengthRequired, UnsupportedMediaType } from './errors.ts';
import { declaredSize, unpack } from './gzip.ts';
import { type JsonBody, parseJson } from './json-body.ts';

/** Where memory for a body comes from, and the request's share of it. */
export interface Memory {
  readonly room: BodyRoom;
  readonly share: RoomShare;
}

/**
 * Reads a JSON body and decompresses it if necessary. Throws UnsupportedMediaType; LengthRequired; TooLarge
 * for more than 11 MiB as sent, more than 20 MiB decompressed, or too much besides the content; BadRequest
 * for invalid UTF-8, invalid JSON or too complex a structure; Busy if the instance has no memory for it.
 */
export async function readJson(request: HttpRequest, memory: Memory): Promise<JsonBody> {
  assertMediaType(request, 'application/json');
  return parseJson(await readText(request, memory));
}

/**
 * Reads a binary body. Throws UnsupportedMediaType, LengthRequired, TooLarge for more than an asset may have,
 * Busy if the instance has no memory for it.
 */
export async function readBytes(request: HttpRequest, { room, share }: Memory): Promise<Buffer> {
  assertMediaType(request, 'application/octet-stream');
  if (encodingOf(request) !== 'identity') {
    throw new UnsupportedMediaType('Send these bytes without a content encoding.');
  }
  const length = announcedLength(request, ASSET_MAX_BYTES);
  if (length > ASSET_MAX_BYTES) throw new TooLarge(ASSET_MAX_BYTES, length);
  await share.take(room, length);
  return receive(request);
}

function assertMediaType({ headers }: HttpRequest, expected: string): void {
  const mediaType = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== expected) {
    throw new UnsupportedMediaType(`Send the body as "Content-Type: ${expected}".`);
  }
}

function encodingOf({ headers }: HttpRequest): string {
  return headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
}

/** Does not copy: the result is the request's own memory, and its reader may overwrite it. */
async function receive(request: HttpRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const { buffer, byteOffset, byteLength } of chunksOf(request)) {
    chunks.push(Buffer.from(buffer, byteOffset, byteLength));
  }
  const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  if (bytes.byteLength === 0 && !request.headers.has('content-length')) {
    throw new LengthRequired(
      'The body did not arrive: send it with a Content-Length, not in chunks. Nothing was changed.',
    );
  }
  return bytes;
}

function chunksOf({ body }: HttpRequest): AsyncIterable<Uint8Array<ArrayBuffer>> {
  return body ?? new ReadableStream({ start: (empty) => empty.close() });
}

async function readText(request: HttpRequest, { room, share }: Memory): Promise<Buffer> {
  const encoding = encodingOf(request);
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new UnsupportedMediaType('The only content encoding accepted is gzip.');
  }
  const length = announcedLength(request, REQUEST_SENT_MAX_BYTES);
  if (length > REQUEST_SENT_MAX_BYTES) throw new TooLarge(REQUEST_SENT_MAX_BYTES, length);
  if (encoding === 'identity') await share.take(room, length);
  const sent = await receive(request);
  if (encoding === 'identity') return sent;
  const expected = Math.min(declaredSize(sent), REQUEST_BODY_MAX_BYTES);
  await share.take(room, expected);
  const unpacked = await unpack(sent, expected);
  if (unpacked !== 'larger') return unpacked;
  if (expected === REQUEST_BODY_MAX_BYTES) throw new TooLarge(REQUEST_BODY_MAX_BYTES);
  // The declared size was wrong, or there are several gzip members and it is that of the last one.
  share.release();
  await share.take(room, REQUEST_BODY_MAX_BYTES);
  const whole = await unpack(sent, REQUEST_BODY_MAX_BYTES);
  if (whole === 'larger') throw new TooLarge(REQUEST_BODY_MAX_BYTES);
  return whole;
}

/**
 * The size of a request body in bytes, or `most` without a Content-Length. The host has already received the
 * body, so the header can be trusted.
 */
export function announcedLength({ headers }: HttpRequest, most: number): number {
  const length = Number(headers.get('content-length') ?? most);
  return Number.isSafeInteger(length) ? length : most;
}
