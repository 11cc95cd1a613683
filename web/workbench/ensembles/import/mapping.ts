import type { TextChoices } from './text/text-format.ts';
import type { DateOrder } from './values/dates.ts';

/** Meaning of a column. `one realization`: the values of the realization that its header names. */
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

/** A person's choices for files of one shape; everything else is detected. Stored on the device. */
export interface TableChoices extends TextChoices {
  readonly columns?: Readonly<
    Record<string, { readonly [Key in 'role' | 'name' | 'unit']?: ColumnUse[Key] }>
  >;
  readonly dateOrder?: DateOrder | undefined;
  /** Day 0 of a column of days, like "2018-01-31". */
  readonly startDate?: string | undefined;
  /** Further texts that mean missing, such as "-999.25". */
  readonly missing?: readonly string[];
  /** Name of the one vector of a file with one column per realization. */
  readonly vectorName?: string;
}

/** Choices by shape. */
export type Choices = Readonly<Record<string, TableChoices>>;

/** Meaning of a table's columns. */
export interface Mapping {
  readonly columns: readonly ColumnUse[];
  readonly dateOrder?: DateOrder | undefined;
  readonly startDate?: string | undefined;
  readonly missing: readonly string[];
  readonly vectorName: string;
  /** Whether its values are measurements, which belong to no realization. */
  readonly isObserved: boolean;
}

/** A question that the files do not answer; nothing is imported before a person does. */
export interface ImportQuestion {
  readonly kind: 'decimal' | 'date order' | 'start date';
  readonly shape: string;
  readonly text: string;
}
