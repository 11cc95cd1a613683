import type { ImportedSource } from '../content/schema.ts';
import type { EnsembleData, Observations, Parameter, Vector } from './ensemble-data.ts';
import { unpackNumbers } from './packed-numbers.ts';

const SECONDS_PER_MINUTE = 60;

/** An imported ensemble's numbers in memory. Rejects if a column is damaged. */
export async function unpackEnsemble(source: ImportedSource): Promise<EnsembleData> {
  const [realizations, minutes, vectors, parameters, observations] = await Promise.all([
    unpackNumbers(source.realizations),
    unpackNumbers(source.times),
    Promise.all(source.vectors.map(unpackVector)),
    Promise.all(source.parameters.map(unpackParameter)),
    Promise.all((source.observations ?? []).map(unpackObservations)),
  ]);
  mustAscend('realizations', realizations);
  mustAscend('times', minutes);
  return {
    realizations: Int32Array.from(realizations),
    times: toSeconds(minutes),
    vectors: new Map(vectors.map((vector) => [vector.name, vector])),
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
    ...(observations.length > 0
      ? { observations: new Map(observations.map((one) => [one.vector, one])) }
      : {}),
  };
}

/** Fractions of a minute are whole seconds. */
function toSeconds(minutes: Float64Array): Float64Array {
  return minutes.map((minute) => Math.round(minute * SECONDS_PER_MINUTE));
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

async function unpackObservations({
  vector,
  unit,
  ...packed
}: NonNullable<ImportedSource['observations']>[number]): Promise<Observations> {
  const [minutes, values, errors] = await Promise.all([
    unpackNumbers(packed.times),
    unpackNumbers(packed.values),
    unpackNumbers(packed.errors),
  ]);
  return { vector, unit, times: toSeconds(minutes), values, errors };
}

function mustAscend(what: string, values: Float64Array): void {
  const falls = values.some((value, i) => i > 0 && !(value > (values[i - 1] as number)));
  if (falls) throw new Error(`its ${what} are not in order`);
}
