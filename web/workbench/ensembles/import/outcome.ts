import type { ImportedSource } from '../../content/schema.ts';

export interface ImportProgress {
  readonly stage: 'reading' | 'packing';
  /** From 0 to 1 within the stage. */
  readonly done: number;
}

/** What is wrong with a file; `line` counts from 1 with the header, absent where it is about the whole file. */
export interface ImportProblem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** The first lines of a file as they were read. */
export interface ImportPreview {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ImportedFiles {
  readonly kind: 'imported';
  readonly source: ImportedSource;
  readonly previews: readonly ImportPreview[];
  /** What the person should know although it is no error: dates that a realization lacks, for instance. */
  readonly notes: readonly string[];
  /** Seconds since 1970-01-01T00:00Z. */
  readonly firstTime: number;
  readonly lastTime: number;
  /** Ascending. */
  readonly realizations: readonly number[];
}

export type ImportOutcome =
  | ImportedFiles
  /** Nothing is imported. `more`: reading stopped, there may be more problems. */
  | {
      readonly kind: 'refused';
      readonly problems: readonly ImportProblem[];
      readonly more: boolean;
    };

/** Thrown inside the import to refuse a file; becomes an outcome. */
export class ImportRefused extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.name = 'ImportRefused';
    this.line = line;
  }
}
