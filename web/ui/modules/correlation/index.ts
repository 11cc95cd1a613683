import * as z from 'zod/mini';
import * as field from '../fields.ts';
import type { Module } from '../module.ts';

export const BARS_MAX = 50;

const settings = z.strictObject({
  /** The response. */
  of: z.enum(['parameter', 'vector']),
  name: field.quantityName,
  at: field.at,
  ensembles: field.ensembles,
  /** Correlation of values, or of ranks. */
  method: z.enum(['pearson', 'spearman']),
  /** Whether one-at-a-time designs are shown as a tornado; absent: yes. */
  tornado: z.exactOptional(z.boolean()),
  bars: z.int().check(z.minimum(1), z.maximum(BARS_MAX)),
});

export type CorrelationSettings = z.infer<typeof settings>;

export const correlation: Module<CorrelationSettings> = {
  type: 'correlation',
  name: 'Correlation',
  icon: 'bars',
  description:
    'Which parameters a response correlates with, ranked; a tornado for one-at-a-time designs.',
  size: { w: 6, h: 8 },
  settings,
  defaults: (_, first) => ({
    of: 'vector',
    name: first?.vector ?? '',
    at: 'end',
    ensembles: 'all',
    method: 'pearson',
    bars: 15,
  }),
  load: async () => (await import('../views.ts')).CorrelationView,
};
