import * as z from 'zod/mini';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

const settings = z.strictObject({
  /** What stands on the axes, where `x` and `y` do not say otherwise. */
  parameter: field.quantityName,
  vector: field.quantityName,
  at: field.at,
  x: z.exactOptional(field.quantity),
  y: z.exactOptional(field.quantity),
  /** What colours the points; absent or null: the ensemble. */
  color: z.exactOptional(z.nullable(field.quantity)),
  /** Two vectors against each other over all of time instead of on one day. */
  overTime: field.flag,
  /** The least-squares lines; absent: shown. */
  fit: z.exactOptional(z.boolean()),
  thresholds: field.thresholds,
  ensembles: field.ensembles,
  ...field.zoomed,
});

export type CrossPlotSettings = z.infer<typeof settings>;

export const crossPlot: Module<CrossPlotSettings> = {
  type: 'cross-plot',
  name: 'Cross plot',
  icon: 'scatter',
  description: 'Any two quantities against each other, one point for each realization.',
  size: { w: 6, h: 8 },
  showsAnnotations: true,
  settings,
  defaults: () => ({ parameter: '', vector: '', at: 'end', ensembles: 'all' }),
  load: async () => (await import('../views.ts')).CrossPlotView,
};
