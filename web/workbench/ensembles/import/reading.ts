import type { ImportedSource } from '../../content/schema.ts';
import type { ColumnUse, ImportQuestion } from './mapping.ts';
import type { ImportProblem } from './problems.ts';
import type { TextFormat } from './text/text-format.ts';
import type { DateOrder } from './values/dates.ts';

export interface ImportProgress {
  readonly stage: 'reading' | 'packing';
  /** Progress within the stage, 0 to 1. */
  readonly done: number;
}

/** Files of the same shape: how they were read, and what can be changed. */
export interface FileGroup {
  readonly shape: string;
  readonly files: readonly string[];
  /** Absent for binary files. */
  readonly format?: TextFormat;
  readonly dateOrder?: DateOrder;
  readonly startDate?: string;
  readonly missing: readonly string[];
  /** Name of the one vector of a file with one column per realization; absent for others. */
  readonly vectorName?: string;
  readonly columns: readonly ColumnUse[];
  /** First rows of the first file as interpreted: dates like "2018-01-31", numbers with all digits. */
  readonly rows: readonly (readonly string[])[];
  /** The assumptions made, as sentences. */
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

/** Parameters or observations for an ensemble that is already in the session. */
export interface ReadAdditions {
  readonly parameters: readonly string[];
  /** Ensembles that the parameters distinguish; if they do not, one with an empty name. */
  readonly labels: readonly string[];
  readonly realizations: readonly number[];
  readonly observationCount: number;
}

/** How files were interpreted, before anything is added. */
export interface Reading {
  readonly groups: readonly FileGroup[];
  readonly ensembles: readonly ReadEnsemble[];
  readonly additions: ReadAdditions | null;
  readonly notes: readonly string[];
  readonly problems: readonly ImportProblem[];
  /** Must be answered before anything is added. */
  readonly questions: readonly ImportQuestion[];
}

/** Which dates are kept. */
export type Thinning = 'all' | 'monthly' | 'yearly';

/** The ensemble that parameters and observations are added to. */
export interface PackTarget {
  readonly source: ImportedSource;
  /** The ensemble's realizations, in its order. */
  readonly realizations: Int32Array;
  /** Which of `labels` it is. */
  readonly label: string;
}

export type PackedEnsembles = readonly ImportedSource[];
