import { createHash } from 'node:crypto';

/** The name of an asset: the SHA-256 of its bytes in lower-case hex. */
export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
