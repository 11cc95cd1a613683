import type { Column } from './column.ts';
import type { TextFormat } from './text/text-format.ts';

/** A file as rows and columns, before their meaning is known. */
export interface Table {
  readonly file: string;
  /** The same for files of the same kind with the same header; they share a person's choices. */
  readonly shape: string;
  readonly columns: readonly Column[];
  /** Units by header, if the file states them separately from the names. */
  readonly units: Readonly<Record<string, string>>;
  readonly rowCount: number;
  /** Line of a row, from 1; undefined if the file has no lines. */
  lineOf(row: number): number | undefined;
  /** How the text was read; absent for a binary file. */
  readonly text?: TextReading;
  /** What was skipped or repaired while reading. */
  readonly notes: readonly string[];
  /** True for a file of "KEY VALUE" lines, which has one row. */
  readonly isKeyValues?: boolean;
  /** The realization of all rows, if the file or its name says it. */
  readonly realization?: number;
}

export interface TextReading {
  readonly format: TextFormat;
  /** In every number, the mark could also be a thousands separator: "3.970". */
  readonly isDecimalInDoubt: boolean;
  /** One such number. */
  readonly doubtful?: string;
}

/** A hash of kind and headers; files with the same shape are read in the same way. */
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
