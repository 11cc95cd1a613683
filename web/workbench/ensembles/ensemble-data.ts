import type { LazyColumns } from './lazy-columns.ts';

/** A quantity over time, for every realization. */
export interface Vector {
  readonly name: string;
  /** Empty if there is none. */
  readonly unit: string;
  /** Row by row: the value of row `r` at time `t` is `values[r * times.length + t]`; NaN where missing. */
  readonly values: Float64Array;
}

/** An input parameter: one value per realization. */
export type Parameter =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly unit: string;
      /** By row; NaN where missing. */
      readonly values: Float64Array;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly categories: readonly string[];
      /** Index into `categories` by row; -1 where missing. */
      readonly codes: Int32Array;
    };

/** Measured values of one vector, for history matching. */
export interface Observations {
  readonly vector: string;
  readonly unit: string;
  /** Seconds since 1970-01-01T00:00Z, ascending. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Standard deviations; NaN if unknown. */
  readonly errors: Float64Array;
}

/**
 * An ensemble's numbers in memory. A row is a realization's index in `realizations`. Reading the values of a column
 * that is not loaded throws: call `EnsembleStore.columns` first.
 */
export interface EnsembleData {
  /** Realization numbers, ascending. */
  readonly realizations: Int32Array;
  /** Seconds since 1970-01-01T00:00Z, ascending. */
  readonly times: Float64Array;
  readonly vectors: ReadonlyMap<string, Vector>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** By vector name; absent if there are none. */
  readonly observations?: ReadonlyMap<string, Observations>;
  /** Absent if all values are loaded from the start. */
  readonly columns?: LazyColumns;
}

export type EnsembleDataState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly data: EnsembleData }
  | { readonly kind: 'failed'; readonly message: string };
