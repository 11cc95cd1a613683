import type { Decimal } from '../values/numbers.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
/** A space stands for any run of blanks. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** How a text file is read: found in its first lines, changed by the person. */
export interface TextFormat {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
}

export type TextChoices = { readonly [Key in keyof TextFormat]?: TextFormat[Key] | undefined };
