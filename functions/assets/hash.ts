import { createHash } from 'node:crypto';

/** The name of an asset of these bytes: their SHA-256 in lower-case hexadecimal digits. */
export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
