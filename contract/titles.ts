import { TITLE_MAX_LENGTH } from './limits.ts';

/**
 * How a title is stored and sent: Unicode NFC, without spaces around it, and as text that UTF-8 can carry
 * (half an emoji becomes U+FFFD).
 */
export function plainTitle(title: string): string {
  return title.toWellFormed().normalize('NFC').trim();
}

/** The beginning of a title that is too long, cut between two characters. */
export function shortTitle(title: string): string {
  return title.slice(0, TITLE_MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}

/** Anything but spaces, control and format characters, fillers, and the empty pattern of Braille. */
const VISIBLE = /[^\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

export function hasVisibleCharacter(title: string): boolean {
  return VISIBLE.test(title);
}

/** Control characters, and the two of Unicode that break a line. */
export function hasControlCharacter(title: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(title);
}

/**
 * What search and case-insensitive order compare instead of titles. Titles that differ in case, in how
 * accents are written, or in compatibility forms (ﬁ, ＡＢＣ) have one fold: "İstanbul" and "istanbul",
 * "ΟΔΟΣ" and "οδος", "Straße" and "STRASSE". Folding twice changes nothing more.
 */
export function fold(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFKC')
      // By way of upper case, where ß and ı meet their plain letters; ẞ gets there as ß.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      // The dot that İ leaves over, and the sigma that ends a word.
      .replaceAll('i\u0307', 'i')
      .replaceAll('ς', 'σ')
      .normalize('NFKC')
      .trim()
  );
}
