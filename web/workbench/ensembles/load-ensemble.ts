import type { Ensemble } from '../content/schema.ts';
import type { EnsembleData } from './ensemble-data.ts';

/** Generates or unpacks an ensemble's numbers. Rejects if packed data is damaged. */
export async function loadEnsemble(source: Ensemble['source']): Promise<EnsembleData> {
  if (source.kind === 'example') {
    return (await import('./examples.ts')).generateExample(source);
  }
  return (await import('./unpack.ts')).unpackEnsemble(source);
}
