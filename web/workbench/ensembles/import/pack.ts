import { FILE_NAMES_MAX } from '../../content/limits.ts';
import type { ImportedSource } from '../../content/schema.ts';
import type { Observations, Parameter } from '../ensemble-data.ts';
import { packNumbers, unpackNumbers } from '../packed-numbers.ts';
import type { Additions, BuiltEnsemble } from './build/build.ts';
import type { Thinning } from './reading.ts';

const FILE_NAME_MAX_LENGTH = 255;
const SECONDS_PER_MINUTE = 60;
/** Packing waits for the browser's compression, so a few columns go at once; each takes memory meanwhile. */
const PACKED_AT_ONCE = 8;

type Packed<Key extends 'parameters' | 'observations'> = NonNullable<ImportedSource[Key]>[number];

/** Packs an ensemble for a content, column by column. `onProgress` gets the share that is done. */
export async function packEnsemble(
  ensemble: BuiltEnsemble,
  thinning: Thinning,
  importedAt: string,
  onProgress: (done: number) => void,
): Promise<ImportedSource> {
  const { realizations, seconds, fileNames, observations } = ensemble;
  const kept = keptTimes(seconds, thinning);
  const vectors: ImportedSource['vectors'][number][] = [];
  for (let at = 0; at < ensemble.vectors.length; at += PACKED_AT_ONCE) {
    const some = ensemble.vectors.slice(at, at + PACKED_AT_ONCE);
    const pack = async ({ name, unit, values }: (typeof some)[number]) => ({
      ...{ name, unit },
      values: await packNumbers(thinned(values(), seconds.length, kept)),
    });
    vectors.push(...(await Promise.all(some.map(pack))));
    onProgress(vectors.length / ensemble.vectors.length);
  }
  return {
    kind: 'imported',
    fileNames: fileNames.slice(0, FILE_NAMES_MAX).map((name) => name.slice(-FILE_NAME_MAX_LENGTH)),
    importedAt,
    realizationCount: realizations.length,
    timeCount: kept.length,
    realizations: await packNumbers(realizations),
    times: await packNumbers(
      Float64Array.from(kept, (at) => (seconds[at] as number) / SECONDS_PER_MINUTE),
    ),
    vectors,
    parameters: await Promise.all(ensemble.parameters.map(packParameter)),
    ...(observations.length > 0
      ? { observations: await Promise.all(observations.map(packObservations)) }
      : {}),
  };
}

/** An ensemble's data with more parameters and observations; those of the same name are replaced. */
export async function packAdditions(
  source: ImportedSource,
  additions: Additions,
  label: string,
): Promise<ImportedSource> {
  const realizations = Int32Array.from(await unpackNumbers(source.realizations));
  const parameters = await Promise.all(
    additions.parametersFor(realizations, label).map(packParameter),
  );
  const observations = await Promise.all(additions.observations.map(packObservations));
  const added = new Set(parameters.map(({ name }) => name));
  const measured = new Set(observations.map(({ vector }) => vector));
  const all = [
    ...(source.observations ?? []).filter(({ vector }) => !measured.has(vector)),
    ...observations,
  ];
  return {
    ...source,
    fileNames: [
      ...new Set([
        ...source.fileNames,
        ...additions.fileNames.map((name) => name.slice(-FILE_NAME_MAX_LENGTH)),
      ]),
    ].slice(0, FILE_NAMES_MAX),
    parameters: [...source.parameters.filter(({ name }) => !added.has(name)), ...parameters],
    ...(all.length > 0 ? { observations: all } : {}),
  };
}

/** Places of the times that are kept: all, or the last one of each month or year. */
function keptTimes(seconds: Float64Array, thinning: Thinning): number[] {
  const all = [...seconds.keys()];
  if (thinning === 'all') return all;
  const period = (at: number) =>
    new Date((seconds[at] as number) * 1000).toISOString().slice(0, thinning === 'monthly' ? 7 : 4);
  return all.filter((at) => at === all.length - 1 || period(at) !== period(at + 1));
}

function thinned(values: Float64Array, width: number, kept: readonly number[]): Float64Array {
  if (kept.length === width) return values;
  const rows = values.length / width;
  const fewer = new Float64Array(rows * kept.length);
  for (let row = 0, to = 0; row < rows; row++) {
    for (const at of kept) fewer[to++] = values[row * width + at] as number;
  }
  return fewer;
}

async function packParameter(parameter: Parameter): Promise<Packed<'parameters'>> {
  const { kind, name } = parameter;
  if (kind === 'number') {
    return { kind, name, unit: parameter.unit, values: await packNumbers(parameter.values) };
  }
  const { categories, codes } = parameter;
  return { kind, name, categories, codes: await packNumbers(codes) };
}

async function packObservations(observations: Observations): Promise<Packed<'observations'>> {
  const { vector, unit, times, values, errors } = observations;
  return {
    ...{ vector, unit },
    times: await packNumbers(times.map((second) => second / SECONDS_PER_MINUTE)),
    values: await packNumbers(values),
    errors: await packNumbers(errors),
  };
}
