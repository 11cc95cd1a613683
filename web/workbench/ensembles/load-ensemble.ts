import type { Clock } from '../../kernel/index.ts';
import type { Ensemble, SessionContent } from '../content/schema.ts';
import { activeDashboard } from '../content/select.ts';
import { numberJob } from '../numbers/number-worker.ts';
import { ColumnMemory } from './column-memory.ts';
import type { Assets } from './columns/assets.ts';
import { columnReader } from './columns/read-columns.ts';
import type { EnsembleData } from './ensemble-data.ts';
import { unpackEnsemble } from './unpack.ts';

export interface LoadWith {
  readonly assets: Pick<Assets, 'readPart'>;
  /** Limits the memory of columns. */
  readonly after?: Clock['after'] | undefined;
  /** The content whose open dashboard is on screen soon. */
  readonly shownBy?: SessionContent | undefined;
}

/** Generates an example, or unpacks an imported ensemble. Rejects if packed data is damaged. */
export async function loadEnsemble(
  source: Ensemble['source'],
  { assets, after, shownBy }: LoadWith,
): Promise<EnsembleData> {
  if (source.kind === 'example') return numberJob({ kind: 'example', source });
  return unpackEnsemble(
    source,
    columnReader(assets, (packed, pages) => numberJob({ kind: 'unpack', packed, pages })),
    { memory: after ? memoryOf(after) : null, texts: shownBy && textsOf(shownBy) },
  );
}

/** All values in the settings of the open dashboard's modules: what may be the name of a column. */
function textsOf(content: SessionContent): ReadonlySet<unknown> {
  const texts = new Set<unknown>();
  JSON.stringify(activeDashboard(content)?.modules, (_, value) => {
    texts.add(value);
    return value;
  });
  return texts;
}

/** One memory per clock, so a page has one. */
const memories = new WeakMap<Clock['after'], ColumnMemory>();

function memoryOf(after: Clock['after']): ColumnMemory {
  const memory = memories.get(after) ?? new ColumnMemory(after);
  memories.set(after, memory);
  return memory;
}
