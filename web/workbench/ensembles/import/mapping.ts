import type { TextChoices } from './text/text-format.ts';
import type { DateOrder } from './values/dates.ts';

/** What a column is. `one realization`: the values of one realization, which its header names. */
export type Role =
  | 'realization'
  | 'ensemble'
  | 'date'
  | 'year'
  | 'month'
  | 'day'
  | 'days'
  | 'vector'
  | 'parameter'
  | 'name'
  | 'item'
  | 'value'
  | 'error'
  | 'one realization'
  | 'left out';

export interface ColumnUse {
  readonly header: string;
  readonly role: Role;
  readonly name: string;
  readonly unit: string;
}

/** What a person chose for files of one shape; everything else is found. Kept on the device. */
export interface TableChoices extends TextChoices {
  readonly columns?: Readonly<
    Record<string, { readonly [Key in 'role' | 'name' | 'unit']?: ColumnUse[Key] }>
  >;
  readonly dateOrder?: DateOrder | undefined;
  /** The day 0 of a column of days, as "2018-01-31". */
  readonly startDate?: string | undefined;
  /** What stands for missing beside the usual words, "-999.25" for instance. */
  readonly missing?: readonly string[];
  /** Name of the one vector of a file with a column for each realization. */
  readonly vectorName?: string;
}

/** By shape. */
export type Choices = Readonly<Record<string, TableChoices>>;

/** What a table means. */
export interface Mapping {
  readonly columns: readonly ColumnUse[];
  readonly dateOrder?: DateOrder | undefined;
  readonly startDate?: string | undefined;
  readonly missing: readonly string[];
  readonly vectorName: string;
  /** Its values were measured, and belong to no realization. */
  readonly isObserved: boolean;
}

/** What cannot be known from the files: nothing is imported before it is answered. */
export interface ImportQuestion {
  readonly kind: 'decimal' | 'date order' | 'start date';
  readonly shape: string;
  readonly text: string;
}
