import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';
import { RESERVED_ID } from '../../contract/fields.ts';

/** A key nobody else has, for a document whose creator sent none. */
export function randomKey(): string {
  return nanoid(22);
}

/** A new id for a session or a snapshot. Nothing that anybody knows leads to it. */
export function randomId(length: number, make: (length: number) => string = nanoid): string {
  for (;;) {
    const id = make(length);
    if (id !== RESERVED_ID) return id;
  }
}

/**
 * The id that versions before 0.2 gave to what an owner made with a key. Nothing is made under it any
 * more; it finds what such a version has made, so that its POST is still recognised.
 */
export function legacyId(container: string, owner: string, key: string, length: number): string {
  return sha256(JSON.stringify([container, owner, key, 0]), 'base64url').slice(0, length);
}

/** SHA-256 over bytes or UTF-8; a lone surrogate counts as U+FFFD, as in every UTF-8 encoder. */
export function sha256(data: string | Uint8Array, encoding: 'hex' | 'base64url' = 'hex'): string {
  return createHash('sha256').update(data).digest(encoding);
}
