import * as z from 'zod/mini';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

const settings = z.strictObject({
  parameter: field.quantityName,
  vector: field.quantityName,
  at: field.at,
  ensembles: field.ensembles,
});

export type CrossPlotSettings = z.infer<typeof settings>;

export const crossPlot: Module<CrossPlotSettings> = {
  type: 'cross-plot',
  name: 'Cross plot',
  icon: 'scatter',
  description: 'A parameter against a response, one point for each realization, with correlation.',
  size: { w: 6, h: 8 },
  showsAnnotations: true,
  subject: ({ vector }) => vector,
  settings,
  defaults: () => ({ parameter: '', vector: '', at: 'end', ensembles: 'all' }),
  load: async () => (await import('./cross-plot-view.tsx')).CrossPlotView,
};
