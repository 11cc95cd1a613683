import * as z from 'zod/mini';
import * as content from '../../../workbench/content/fields.ts';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

export const VECTORS_MAX = 20;

const settings = z.strictObject({
  /** `days`: a row for each day with statistics of the vectors; `realizations`: a row for each realization with its values. */
  rows: z.enum(['days', 'realizations']),
  /** Id of the ensemble; empty: the first. */
  ensemble: z.string().check(z.maxLength(40)),
  vector: field.quantityName,
  /** Further vectors after the first one. */
  more: z.exactOptional(content.list(field.quantityName, VECTORS_MAX - 1)),
  /** Absent: only `ensemble`. */
  ensembles: z.exactOptional(field.ensembles),
  /** The day on which vectors are read for `realizations`; absent: the last one. */
  at: z.exactOptional(field.at),
  /** The column that rows are sorted by; null: unsorted. */
  sort: z.nullable(z.strictObject({ column: z.string(), descending: z.boolean() })),
});

export type TableSettings = z.infer<typeof settings>;

export const table: Module<TableSettings> = {
  type: 'table',
  name: 'Table',
  icon: 'table',
  description: 'Numbers to sort, copy and export: statistics by day, or values by realization.',
  size: { w: 6, h: 8 },
  settings,
  defaults: (_, first) => ({
    rows: 'days',
    ensemble: '',
    vector: first?.vector ?? '',
    sort: null,
  }),
  load: async () => (await import('../views.ts')).TableView,
};
