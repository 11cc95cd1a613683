import * as z from 'zod/mini';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

const settings = z.strictObject({
  vector: field.quantityName,
  ensembles: field.ensembles,
  realizations: z.boolean(),
  mean: z.boolean(),
  percentiles: z.boolean(),
});

export type TimeSeriesSettings = z.infer<typeof settings>;

export const timeSeries: Module<TimeSeriesSettings> = {
  type: 'time-series',
  name: 'Time series',
  icon: 'chart',
  description: 'One vector over time: realizations, mean and percentile bands.',
  size: { w: 6, h: 8 },
  showsAnnotations: true,
  subject: ({ vector }) => vector,
  settings,
  defaults: () => ({
    vector: '',
    ensembles: 'all',
    realizations: true,
    mean: true,
    percentiles: true,
  }),
  load: async () => (await import('./time-series-view.tsx')).TimeSeriesView,
};
