import type { Decimal } from '../values/numbers.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
/** A space means any run of blanks. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** How a text file is read: detected in its first lines, can be changed by a person. */
export interface TextFormat {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
}

export type TextChoices = { readonly [Key in keyof TextFormat]?: TextFormat[Key] | undefined };
