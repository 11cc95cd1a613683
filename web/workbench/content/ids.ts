const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NEW_ID_LENGTH = 10;

/** An id of a dashboard, module, ensemble or annotation. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,40}$/;

/** A new id of 60 random bits: enough to be unique within one person's work. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NEW_ID_LENGTH));
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 63)).join('');
}
