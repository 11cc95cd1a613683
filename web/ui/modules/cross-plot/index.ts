import * as z from 'zod/mini';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

const settings = z.strictObject({
  /** The quantities of the axes, unless `x` and `y` are set. */
  parameter: field.quantityName,
  vector: field.quantityName,
  at: field.at,
  x: z.exactOptional(field.quantity),
  y: z.exactOptional(field.quantity),
  /** The quantity that colours the points; absent or null: coloured by ensemble. */
  color: z.exactOptional(z.nullable(field.quantity)),
  /** Shows two vectors against each other at all dates instead of on one day. */
  overTime: field.flag,
  /** Whether least-squares lines are shown; absent: yes. */
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
  defaults: (_, first) => ({
    parameter: first?.parameter ?? '',
    vector: first?.vector ?? '',
    at: 'end',
    ensembles: 'all',
  }),
  load: async () => (await import('../views.ts')).CrossPlotView,
};
