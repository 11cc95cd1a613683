import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** A value serialised to JSON. Keep it for values that never change: it caches its gzipped form. */
export class Payload {
  readonly bytes: Buffer;
  #packed: Promise<Buffer> | undefined;

  constructor(value: unknown) {
    this.bytes = Buffer.from(JSON.stringify(value), 'utf8');
  }

  /** The gzipped JSON. */
  packed(): Promise<Buffer> {
    this.#packed ??= compress(this.bytes);
    return this.#packed;
  }

  /** A quoted ETag: the hash of the bytes. */
  etag(): string {
    return `"${createHash('sha256').update(this.bytes).digest('base64url')}"`;
  }
}
