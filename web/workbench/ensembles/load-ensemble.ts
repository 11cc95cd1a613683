import type { Clock } from '../../kernel/index.ts';
import type { Ensemble } from '../content/schema.ts';
import { numberJob } from '../numbers/number-worker.ts';
import { ColumnMemory } from './column-memory.ts';
import type { Assets } from './columns/assets.ts';
import { columnReader } from './columns/read-columns.ts';
import type { EnsembleData } from './ensemble-data.ts';
import { unpackEnsemble } from './unpack.ts';

/** Generates an example, or unpacks an imported ensemble. Rejects if packed data is damaged. */
export async function loadEnsemble(
  source: Ensemble['source'],
  assets: Pick<Assets, 'readPart'>,
  after?: Clock['after'],
): Promise<EnsembleData> {
  if (source.kind === 'example') return numberJob({ kind: 'example', source });
  return unpackEnsemble(
    source,
    columnReader(assets, (packed, pages) => numberJob({ kind: 'unpack', packed, pages })),
    after ? memoryOf(after) : null,
  );
}

/** One memory per clock, so a page has one. */
const memories = new WeakMap<Clock['after'], ColumnMemory>();

function memoryOf(after: Clock['after']): ColumnMemory {
  const memory = memories.get(after) ?? new ColumnMemory(after);
  memories.set(after, memory);
  return memory;
}
