import * as z from 'zod/mini';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

export const BINS_MIN = 4;
export const BINS_MAX = 60;

const settings = z.strictObject({
  /** Whether `name` is a parameter, or a vector read on one day. */
  of: z.enum(['parameter', 'vector']),
  name: field.quantityName,
  at: field.at,
  between: field.between,
  ensembles: field.ensembles,
  histogram: z.boolean(),
  box: z.boolean(),
  /** A curve of the share of realizations above each value or, if percentiles are cumulative, below it. */
  cumulative: field.flag,
  density: field.flag,
  thresholds: field.thresholds,
  ...field.kept,
  bins: z.int().check(z.minimum(BINS_MIN), z.maximum(BINS_MAX)),
});

export type DistributionSettings = z.infer<typeof settings>;

export const distribution: Module<DistributionSettings> = {
  type: 'distribution',
  name: 'Distribution',
  icon: 'histogram',
  description:
    'How a parameter or a response is distributed: histogram, box, density, exceedance curve.',
  size: { w: 6, h: 8 },
  showsAnnotations: true,
  settings,
  defaults: (_, first) => ({
    of: 'vector',
    name: first?.vector ?? '',
    at: 'end',
    ensembles: 'all',
    histogram: true,
    box: true,
    bins: 20,
  }),
  load: async () => (await import('../views.ts')).DistributionView,
};
