import { TITLE_MAX_LENGTH } from './limits.ts';

/**
 * A title as stored and sent: Unicode NFC, trimmed, and valid in UTF-8 (half a surrogate pair becomes
 * U+FFFD).
 */
export function plainTitle(title: string): string {
  return title.toWellFormed().normalize('NFC').trim();
}

/** Truncates a title to the maximum length, without splitting a surrogate pair. */
export function shortTitle(title: string): string {
  return title.slice(0, TITLE_MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}

/** Anything except spaces, control and format characters, fillers, and the empty Braille pattern. */
const VISIBLE = /[^\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

export function hasVisibleCharacter(title: string): boolean {
  return VISIBLE.test(title);
}

/** Characters that set the direction of the text after them, which would also turn the words around a title. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

/** A title as it is returned: one that was stored before these characters were refused loses them. */
export function shownTitle(stored: string): string {
  return plainTitle(stored.replace(DIRECTIONS, ''));
}

/**
 * Whether it contains control characters, one of Unicode's two line separators, or a character that sets the direction
 * of text.
 */
export function hasControlCharacter(title: string): boolean {
  return /[\p{Cc}\u2028-\u202E\u2066-\u2069]/u.test(title);
}

/**
 * The form of a text that search and case-insensitive sorting compare. Texts that differ only in case, in the
 * encoding of accents, or in compatibility forms (ﬁ, ＡＢＣ) have the same one: "İstanbul" and "istanbul",
 * "ΟΔΟΣ" and "οδος", "Straße" and "STRASSE". Idempotent.
 */
export function fold(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFKC')
      // Upper case turns ß and ı into their plain letters; lower case first turns ẞ into ß.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      // The combining dot that İ leaves, and the final sigma.
      .replaceAll('i\u0307', 'i')
      .replaceAll('ς', 'σ')
      .normalize('NFKC')
      .trim()
  );
}
