import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';
import { RESERVED_ID } from '../../contract/fields.ts';

/** A unique key for a document whose creator sent no Idempotency-Key. */
export function randomKey(): string {
  return nanoid(22);
}

/** A new random id for a session or snapshot; it cannot be derived from anything. */
export function randomId(length: number, make: (length: number) => string = nanoid): string {
  for (;;) {
    const id = make(length);
    if (id !== RESERVED_ID) return id;
  }
}

/**
 * The id that versions before 0.2 derived from an owner and a key. No longer used for new documents; it
 * finds documents created then, so that a repeated POST is still recognised.
 */
export function legacyId(container: string, owner: string, key: string, length: number): string {
  return sha256(JSON.stringify([container, owner, key, 0]), 'base64url').slice(0, length);
}

/** SHA-256 of bytes or of a string's UTF-8; a lone surrogate is encoded as U+FFFD. */
export function sha256(data: string | Uint8Array, encoding: 'hex' | 'base64url' = 'hex'): string {
  return createHash('sha256').update(data).digest(encoding);
}
