import { FILE_NAMES_MAX } from '../../content/limits.ts';
import type { ImportedSource } from '../../content/schema.ts';
import type { AddedColumn, BundleWriter } from '../columns/bundle-writer.ts';
import type { Observations, Parameter } from '../ensemble-data.ts';
import type { Additions, BuiltEnsemble } from './build/build.ts';
import type { Thinning } from './reading.ts';

const FILE_NAME_MAX_LENGTH = 255;
const SECONDS_PER_MINUTE = 60;
type Packed<Key extends 'parameters' | 'observations'> = NonNullable<ImportedSource[Key]>[number];
/** A result that is available once the writer has finished. */
type Later<T> = () => T;

export interface PackOptions {
  readonly thinning: Thinning;
  /** Names of vectors and parameters to leave out. */
  readonly left: ReadonlySet<string>;
}

/**
 * Packs an ensemble into bundles, column by column, for a content that refers to them. `onProgress` gets the finished
 * share, 0 to 1. What is read first or small comes first: realizations, times and observations, then parameters.
 */
export async function packEnsemble(
  ensemble: BuiltEnsemble,
  { thinning, left }: PackOptions,
  importedAt: string,
  writer: BundleWriter,
  onProgress: (done: number) => void,
): Promise<Later<ImportedSource>> {
  const { realizations, seconds, fileNames } = ensemble;
  const times = keptTimes(seconds, thinning);
  const isKept = ({ name }: { readonly name: string }) => !left.has(name);
  const numbers = await writer.add(Float64Array.from(realizations));
  const minutes = await writer.add(
    Float64Array.from(times, (at) => (seconds[at] as number) / SECONDS_PER_MINUTE),
  );
  const observations = await inTurn(ensemble.observations, (one) => packObservations(one, writer));
  await writer.endPage();
  const parameters = await inTurn(ensemble.parameters.filter(isKept), (one) =>
    packParameter(one, writer),
  );
  await writer.endPage();
  const wanted = ensemble.vectors.filter(isKept);
  const vectors: { name: string; unit: string; added: AddedColumn }[] = [];
  for (const { name, unit, values } of wanted) {
    const added = await writer.add(thinned(values(), seconds.length, times));
    vectors.push({ name, unit, added });
    onProgress(vectors.length / wanted.length);
  }
  await writer.endPage();
  return () => ({
    kind: 'imported',
    fileNames: fileNames.slice(0, FILE_NAMES_MAX).map((name) => name.slice(-FILE_NAME_MAX_LENGTH)),
    importedAt,
    realizationCount: realizations.length,
    timeCount: times.length,
    realizations: numbers.stored(),
    times: minutes.stored(),
    vectors: vectors.map(({ name, unit, added }) => ({ name, unit, values: added.stored() })),
    parameters: parameters.map((one) => one()),
    ...(observations.length > 0 ? { observations: observations.map((one) => one()) } : {}),
  });
}

/**
 * Adds parameters and observations to an ensemble's data; those of the same name are replaced.
 * @param realizations the ensemble's realizations, in its order
 */
export async function packAdditions(
  source: ImportedSource,
  realizations: Int32Array,
  additions: Additions,
  label: string,
  writer: BundleWriter,
): Promise<Later<ImportedSource>> {
  const parameters = await inTurn(additions.parametersFor(realizations, label), (one) =>
    packParameter(one, writer),
  );
  const observations = await inTurn(additions.observations, (one) => packObservations(one, writer));
  return () =>
    added(source, additions, {
      parameters: parameters.map((one) => one()),
      observations: observations.map((one) => one()),
    });
}

function added(
  source: ImportedSource,
  { fileNames }: Additions,
  {
    parameters,
    observations,
  }: {
    parameters: readonly Packed<'parameters'>[];
    observations: readonly Packed<'observations'>[];
  },
): ImportedSource {
  const names = new Set(parameters.map(({ name }) => name));
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
        ...fileNames.map((name) => name.slice(-FILE_NAME_MAX_LENGTH)),
      ]),
    ].slice(0, FILE_NAMES_MAX),
    parameters: [...source.parameters.filter(({ name }) => !names.has(name)), ...parameters],
    ...(all.length > 0 ? { observations: all } : {}),
  };
}

/** Runs `work` for one item after the other, because a writer takes one column at a time. */
async function inTurn<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const done: U[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

/** Indices of the kept times: all, or the last of each month or year. */
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

async function packParameter(
  parameter: Parameter,
  writer: BundleWriter,
): Promise<Later<Packed<'parameters'>>> {
  const { kind, name } = parameter;
  if (kind === 'number') {
    const { unit } = parameter;
    const values = await writer.add(parameter.values);
    return () => ({ kind, name, unit, values: values.stored() });
  }
  const { categories } = parameter;
  const codes = await writer.add(Float64Array.from(parameter.codes));
  return () => ({ kind, name, categories, codes: codes.stored() });
}

async function packObservations(
  { vector, unit, ...measured }: Observations,
  writer: BundleWriter,
): Promise<Later<Packed<'observations'>>> {
  const times = await writer.add(measured.times.map((second) => second / SECONDS_PER_MINUTE));
  const values = await writer.add(measured.values);
  const errors = await writer.add(measured.errors);
  return () => ({
    ...{ vector, unit },
    times: times.stored(),
    values: values.stored(),
    errors: errors.stored(),
  });
}
