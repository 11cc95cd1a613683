import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';

/** A key nobody else has, for a document whose creator sent none. */
export function randomKey(): string {
  return nanoid(22);
}

/**
 * The id of the document that `owner` makes with `key`: always the same, in nanoid's alphabet, and as
 * random as the key is. `attempt` counts up where another document holds the id.
 */
export function deriveId(owner: string, key: string, attempt: number, length: number): string {
  return sha256(JSON.stringify([owner, key, attempt]), 'base64url').slice(0, length);
}

/** SHA-256 over the UTF-8 bytes; a lone surrogate counts as U+FFFD, as in every UTF-8 encoder. */
export function sha256(text: string, encoding: 'hex' | 'base64url' = 'hex'): string {
  return createHash('sha256').update(text, 'utf8').digest(encoding);
}
