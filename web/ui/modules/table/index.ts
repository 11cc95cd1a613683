import * as z from 'zod/mini';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

const settings = z.strictObject({
  /** A row for each day with the statistics of one vector, or a row for each realization with all it has. */
  rows: z.enum(['days', 'realizations']),
  /** Id of the ensemble; empty: the first. */
  ensemble: z.string().check(z.maxLength(40)),
  vector: field.quantityName,
  /** The column that rows are sorted by; null: as they come. */
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
  defaults: () => ({ rows: 'days', ensemble: '', vector: '', sort: null }),
  load: async () => (await import('./table-view.tsx')).TableView,
};
