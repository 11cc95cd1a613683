const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NEW_ID_LENGTH = 10;

/** An id of a dashboard, module, ensemble or annotation. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,40}$/;

/** A new id: 60 random bits, unique among what one person makes. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NEW_ID_LENGTH));
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 63)).join('');
}
