import type { ImportedSource } from '../content/schema.ts';
import type { EnsembleData, Parameter, Vector } from './ensemble-data.ts';
import { unpackNumbers } from './packed-numbers.ts';

const SECONDS_PER_MINUTE = 60;

/** An imported ensemble's numbers in memory. Rejects if a column is damaged. */
export async function unpackEnsemble(source: ImportedSource): Promise<EnsembleData> {
  const [realizations, minutes, vectors, parameters] = await Promise.all([
    unpackNumbers(source.realizations),
    unpackNumbers(source.times),
    Promise.all(source.vectors.map(unpackVector)),
    Promise.all(source.parameters.map(unpackParameter)),
  ]);
  mustAscend('realizations', realizations);
  mustAscend('times', minutes);
  return {
    realizations: Int32Array.from(realizations),
    times: minutes.map((minute) => minute * SECONDS_PER_MINUTE),
    vectors: new Map(vectors.map((vector) => [vector.name, vector])),
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
  };
}

async function unpackVector({
  name,
  unit,
  values,
}: ImportedSource['vectors'][number]): Promise<Vector> {
  return { name, unit, values: await unpackNumbers(values) };
}

async function unpackParameter(packed: ImportedSource['parameters'][number]): Promise<Parameter> {
  const { kind, name } = packed;
  if (kind === 'number') {
    return { kind, name, unit: packed.unit, values: await unpackNumbers(packed.values) };
  }
  const { categories } = packed;
  const codes = Int32Array.from(await unpackNumbers(packed.codes));
  if (codes.some((code) => code < -1 || code >= categories.length)) {
    throw new Error(`parameter ${name} has a category that is not listed`);
  }
  return { kind, name, categories, codes };
}

function mustAscend(what: string, values: Float64Array): void {
  const falls = values.some((value, i) => i > 0 && !(value > (values[i - 1] as number)));
  if (falls) throw new Error(`its ${what} are not in order`);
}
