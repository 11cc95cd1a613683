import type { ImportedSource } from '../../content/schema.ts';
import type { Parameter } from '../ensemble-data.ts';
import { packNumbers } from '../packed-numbers.ts';
import type { VectorGrid } from './vectors-table.ts';

/** Packs what was read for a content, column by column. `onProgress` gets the share that is done. */
export async function packEnsemble(
  grid: VectorGrid,
  parameters: readonly Parameter[],
  fileNames: readonly string[],
  importedAt: string,
  onProgress: (done: number) => void,
): Promise<ImportedSource> {
  const vectors: ImportedSource['vectors'][number][] = [];
  for (const { column, values } of grid.vectors) {
    vectors.push({ name: column.name, unit: column.unit, values: await packNumbers(values) });
    onProgress(vectors.length / grid.vectors.length);
  }
  return {
    kind: 'imported',
    fileNames,
    importedAt,
    realizationCount: grid.realizations.length,
    timeCount: grid.minutes.length,
    realizations: await packNumbers(grid.realizations),
    times: await packNumbers(grid.minutes),
    vectors,
    parameters: await Promise.all(parameters.map(packParameter)),
  };
}

async function packParameter(parameter: Parameter): Promise<ImportedSource['parameters'][number]> {
  const { kind, name } = parameter;
  if (kind === 'number') {
    return { kind, name, unit: parameter.unit, values: await packNumbers(parameter.values) };
  }
  const { categories, codes } = parameter;
  return { kind, name, categories, codes: await packNumbers(codes) };
}
