import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** A value as JSON, in bytes. What never changes is made once and keeps its packed form too. */
export class Payload {
  readonly bytes: Buffer;
  #packed: Promise<Buffer> | undefined;

  constructor(value: unknown) {
    this.bytes = Buffer.from(JSON.stringify(value), 'utf8');
  }

  /** The same, gzipped. */
  packed(): Promise<Buffer> {
    this.#packed ??= compress(this.bytes);
    return this.#packed;
  }

  /** An ETag that changes with any byte, quoted. */
  etag(): string {
    return `"${createHash('sha256').update(this.bytes).digest('base64url')}"`;
  }
}
