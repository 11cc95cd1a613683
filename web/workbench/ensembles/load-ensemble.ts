import type { Ensemble } from '../content/schema.ts';
import { numberJob } from '../numbers/number-worker.ts';
import type { EnsembleData } from './ensemble-data.ts';
import { unpackEnsemble } from './unpack.ts';

/** Generates an ensemble's numbers, or says what a packed one has in it. Rejects if packed data is damaged. */
export async function loadEnsemble(source: Ensemble['source']): Promise<EnsembleData> {
  return source.kind === 'example'
    ? numberJob({ kind: 'example', source })
    : unpackEnsemble(source, (packed) => numberJob({ kind: 'unpack', packed }));
}
