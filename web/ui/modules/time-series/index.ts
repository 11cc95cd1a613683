import * as z from 'zod/mini';
import * as content from '../../../workbench/content/fields.ts';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

export const VECTORS_MAX = 8;
export const PINNED_MAX = 20;

const settings = z.strictObject({
  vector: field.quantityName,
  /** Further vectors after the first one. */
  more: z.exactOptional(content.list(field.quantityName, VECTORS_MAX - 1)),
  ensembles: field.ensembles,
  realizations: z.boolean(),
  mean: z.boolean(),
  percentiles: z.boolean(),
  ranks: field.ranks,
  /** Lines for the lowest and highest realization values. */
  minMax: field.flag,
  /** What colours show; absent: the ensemble or, if there is only one, the vector. */
  colorBy: z.exactOptional(z.enum(['ensemble', 'vector', 'parameter', 'misfit'])),
  /** The parameter that colours realizations. */
  parameter: z.exactOptional(field.quantityName),
  /** Each vector in its own chart, one below the other. */
  apart: field.flag,
  /** Whether history and observations are shown; absent: yes. */
  observed: z.exactOptional(z.boolean()),
  /** Id of the ensemble that is subtracted from the others; absent or null: none. */
  minus: z.exactOptional(z.nullable(content.id)),
  between: field.between,
  log: field.flag,
  thresholds: field.thresholds,
  /** Fixed ends of the left axis. */
  low: field.limit,
  high: field.limit,
  /** Fixed ends of the right axis. */
  rightLow: field.limit,
  rightHigh: field.limit,
  ...field.zoomed,
  /** Highlighted realizations. */
  pinned: z.exactOptional(
    content.list(
      z.strictObject({ ensembleId: content.id, realization: content.realization }),
      PINNED_MAX,
    ),
  ),
});

export type TimeSeriesSettings = z.infer<typeof settings>;

export const timeSeries: Module<TimeSeriesSettings> = {
  type: 'time-series',
  name: 'Time series',
  icon: 'chart',
  description: 'Vectors over time: realizations, mean and percentiles, history and differences.',
  size: { w: 6, h: 8 },
  showsAnnotations: true,
  settings,
  defaults: (_, first) => ({
    vector: first?.vector ?? '',
    ensembles: 'all',
    realizations: true,
    mean: true,
    percentiles: true,
  }),
  load: async () => (await import('../views.ts')).TimeSeriesView,
};
