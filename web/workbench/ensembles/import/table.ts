import type { Column } from './column.ts';
import type { TextFormat } from './text/text-format.ts';

/** What a file says as rows and columns, before anything is known of what they mean. */
export interface Table {
  readonly file: string;
  /** The same for files of the same kind with the same header: they share what a person chooses. */
  readonly shape: string;
  readonly columns: readonly Column[];
  /** Units by header, where the file tells them apart from its names. */
  readonly units: Readonly<Record<string, string>>;
  readonly rowCount: number;
  /** Line of a row, from 1; undefined where the file has no lines. */
  lineOf(row: number): number | undefined;
  /** How the text was read; absent for a binary file. */
  readonly text?: TextReading;
  /** What was passed over or mended while reading. */
  readonly notes: readonly string[];
  /** A file of "KEY VALUE" lines, which has one row. */
  readonly isKeyValues?: boolean;
  /** Realization, where the file or its name says it for all rows. */
  readonly realization?: number;
}

export interface TextReading {
  readonly format: TextFormat;
  /** Every number with a mark could also be one of thousands: "3.970". */
  readonly isDecimalInDoubt: boolean;
  /** One such number. */
  readonly doubtful?: string;
}

/** A short name of a header: files with the same one are read in the same way. */
export function shapeOf(kind: string, headers: readonly string[]): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const code of bytesOf(`${kind}\n${headers.join('\n')}`)) {
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return `${kind}-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
