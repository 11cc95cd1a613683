import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { HttpRequest } from '@azure/functions';
import { REQUEST_BODY_MAX_BYTES } from '../../contract/limits.ts';
import { TooLarge } from '../store/errors.ts';
import { BadRequest, LengthRequired, UnsupportedMediaType } from './errors.ts';

const decompress = promisify(gunzip);

/**
 * The JSON of a request, unpacked where it comes gzipped. Throws UnsupportedMediaType, LengthRequired,
 * TooLarge for more than 20 MiB after unpacking, BadRequest for what is not UTF-8 or not JSON.
 */
export async function readJson(request: HttpRequest): Promise<unknown> {
  const mediaType = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new UnsupportedMediaType('Send the body as "Content-Type: application/json".');
  }
  const bytes = await unpack(
    await readBytes(request),
    request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity',
  );
  if (bytes.byteLength > REQUEST_BODY_MAX_BYTES) {
    throw new TooLarge(REQUEST_BODY_MAX_BYTES, bytes.byteLength);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BadRequest('The body is not JSON in UTF-8.');
  }
}

async function readBytes(request: HttpRequest): Promise<Buffer> {
  const bytes = Buffer.from(await request.arrayBuffer());
  if (bytes.byteLength === 0 && !request.headers.has('content-length')) {
    throw new LengthRequired(
      'The body did not arrive: send it with a Content-Length, not in chunks. Nothing was changed.',
    );
  }
  return bytes;
}

async function unpack(bytes: Buffer, encoding: string): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  if (encoding !== 'gzip') {
    throw new UnsupportedMediaType('Of content encodings only gzip is accepted.');
  }
  try {
    return await decompress(bytes, { maxOutputLength: REQUEST_BODY_MAX_BYTES });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new TooLarge(REQUEST_BODY_MAX_BYTES);
    }
    throw new BadRequest('The body is said to be gzipped, but cannot be unpacked.');
  }
}
