import { createHash } from 'node:crypto';
import { nanoid } from 'nanoid';

/** A key nobody else has, for a document whose creator sent none. */
export function randomKey(): string {
  return nanoid(22);
}

export interface IdSource {
  readonly container: string;
  readonly owner: string;
  readonly key: string;
  /** Counts up where another document holds the id. */
  readonly attempt: number;
}

/**
 * The id of the document that an owner makes with a key: always the same, in nanoid's alphabet, and as
 * hard to guess as the key is.
 */
export function deriveId({ container, owner, key, attempt }: IdSource, length: number): string {
  return sha256(JSON.stringify([container, owner, key, attempt]), 'base64url').slice(0, length);
}

/** SHA-256 over the UTF-8 bytes; a lone surrogate counts as U+FFFD, as in every UTF-8 encoder. */
export function sha256(text: string, encoding: 'hex' | 'base64url' = 'hex'): string {
  return createHash('sha256').update(text, 'utf8').digest(encoding);
}
