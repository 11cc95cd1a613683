import type { ImportedSource } from '../../content/schema.ts';
import type { ColumnUse, ImportQuestion } from './mapping.ts';
import type { ImportProblem } from './problems.ts';
import type { TextFormat } from './text/text-format.ts';
import type { DateOrder } from './values/dates.ts';

export interface ImportProgress {
  readonly stage: 'reading' | 'packing';
  /** From 0 to 1 within the stage. */
  readonly done: number;
}

/** Files of the same shape: how they were read, and what can be changed of that. */
export interface FileGroup {
  readonly shape: string;
  readonly files: readonly string[];
  /** Absent for binary files. */
  readonly format?: TextFormat;
  readonly dateOrder?: DateOrder;
  readonly startDate?: string;
  readonly missing: readonly string[];
  /** Name of the one vector of a file with a column for each realization; absent for others. */
  readonly vectorName?: string;
  readonly columns: readonly ColumnUse[];
  /** First rows of the first file, as they were read: dates as "2018-01-31", numbers with all digits. */
  readonly rows: readonly (readonly string[])[];
  /** What was decided, in sentences. */
  readonly decisions: readonly string[];
}

export interface ReadEnsemble {
  readonly name: string;
  readonly realizations: readonly number[];
  readonly timeCount: number;
  /** Seconds since 1970. */
  readonly firstTime: number;
  readonly lastTime: number;
  readonly vectors: readonly { readonly name: string; readonly unit: string }[];
  readonly parameters: readonly { readonly name: string; readonly unit: string }[];
  readonly observationCount: number;
}

/** Parameters or observations, for an ensemble that is in the session already. */
export interface ReadAdditions {
  readonly parameters: readonly string[];
  /** Ensembles that the parameters tell apart; one without a name where they do not. */
  readonly labels: readonly string[];
  readonly realizations: readonly number[];
  readonly observationCount: number;
}

/** What files were understood to say, before anything is added. */
export interface Reading {
  readonly groups: readonly FileGroup[];
  readonly ensembles: readonly ReadEnsemble[];
  readonly additions: ReadAdditions | null;
  readonly notes: readonly string[];
  readonly problems: readonly ImportProblem[];
  /** Nothing is added before these are answered. */
  readonly questions: readonly ImportQuestion[];
}

/** How many of the dates are kept. */
export type Thinning = 'all' | 'monthly' | 'yearly';

/** The ensemble that parameters and observations are added to. */
export interface PackTarget {
  readonly source: ImportedSource;
  /** Its realizations, in its order. */
  readonly realizations: Int32Array;
  /** Which of the ensembles that the parameters tell apart it is. */
  readonly label: string;
}

export type PackedEnsembles = readonly ImportedSource[];
