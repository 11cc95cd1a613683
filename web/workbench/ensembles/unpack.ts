import type { ImportedSource } from '../content/schema.ts';
import type { ColumnMemory } from './column-memory.ts';
import type { ReadColumn } from './columns/read-columns.ts';
import type { EnsembleData, Observations, Parameter, Vector } from './ensemble-data.ts';
import { LazyColumn, LazyColumns } from './lazy-columns.ts';

type PackedParameter = ImportedSource['parameters'][number];

const SECONDS_PER_MINUTE = 60;

interface Soon {
  readonly memory?: ColumnMemory | null;
  /** Vectors with these names are read at once if they are inside the content. Others could take the network from them. */
  readonly texts?: ReadonlySet<unknown> | undefined;
}

/**
 * An imported ensemble's data, with columns that are read on demand. Rejects if what is read at once is damaged:
 * realizations, times and observations.
 */
export async function unpackEnsemble(
  source: ImportedSource,
  read: ReadColumn,
  { memory = null, texts }: Soon = {},
): Promise<EnsembleData> {
  const vectors = new Map(
    source.vectors.map(({ name, values }) => [name, new LazyColumn(name, () => read(values))]),
  );
  for (const { name, values } of source.vectors) {
    if (texts?.has(name) && 'data' in values) void vectors.get(name)?.load();
  }
  const [realizations, minutes, observations] = await Promise.all([
    read(source.realizations),
    read(source.times),
    Promise.all((source.observations ?? []).map((packed) => readObservations(packed, read))),
  ]);
  mustAscend('realizations', realizations);
  mustAscend('times', minutes);
  const parameters = new Map(
    source.parameters.map((packed) => [
      packed.name,
      new LazyColumn(packed.name, () => readParameter(packed, read)),
    ]),
  );
  return {
    realizations: Int32Array.from(realizations),
    times: toSeconds(minutes),
    vectors: new Map(
      source.vectors.map(({ name, unit }) => [name, vectorOf(name, unit, valuesOf(vectors, name))]),
    ),
    parameters: new Map(
      source.parameters.map((packed) => [
        packed.name,
        parameterOf(packed, valuesOf(parameters, packed.name)),
      ]),
    ),
    ...(observations.length > 0
      ? { observations: new Map(observations.map((one) => [one.vector, one])) }
      : {}),
    columns: new LazyColumns(vectors, parameters, memory),
  };
}

type Values = () => Float64Array;

function valuesOf(columns: ReadonlyMap<string, LazyColumn>, name: string): Values {
  const column = columns.get(name) as LazyColumn;
  return () => column.values;
}

function vectorOf(name: string, unit: string, values: Values): Vector {
  return {
    name,
    unit,
    get values() {
      return values();
    },
  };
}

function parameterOf(packed: PackedParameter, values: Values): Parameter {
  const { kind, name } = packed;
  if (kind === 'number') {
    return {
      kind,
      name,
      unit: packed.unit,
      get values() {
        return values();
      },
    };
  }
  let codes: Int32Array | undefined;
  return {
    kind,
    name,
    categories: packed.categories,
    get codes() {
      codes ??= Int32Array.from(values());
      return codes;
    },
  };
}

/** Minutes are multiples of a second, so rounding restores whole seconds. */
function toSeconds(minutes: Float64Array): Float64Array {
  return minutes.map((minute) => Math.round(minute * SECONDS_PER_MINUTE));
}

async function readParameter(packed: PackedParameter, read: ReadColumn): Promise<Float64Array> {
  if (packed.kind === 'number') return read(packed.values);
  const codes = await read(packed.codes);
  if (codes.some((code) => code < -1 || code >= packed.categories.length)) {
    throw new Error(`parameter ${packed.name} has a category that is not listed`);
  }
  return codes;
}

async function readObservations(
  { vector, unit, ...packed }: NonNullable<ImportedSource['observations']>[number],
  read: ReadColumn,
): Promise<Observations> {
  const [minutes, values, errors] = await Promise.all([
    read(packed.times),
    read(packed.values),
    read(packed.errors),
  ]);
  return { vector, unit, times: toSeconds(minutes), values, errors };
}

function mustAscend(what: string, values: Float64Array): void {
  const falls = values.some((value, i) => i > 0 && !(value > (values[i - 1] as number)));
  if (falls) throw new Error(`its ${what} are not in order`);
}
