import type { ImportedSource, PackedNumbers } from '../../content/schema.ts';

/** All columns of an ensemble, in the order in which they are read. */
export function columnsOf(source: ImportedSource): PackedNumbers[] {
  const { vectors, parameters, observations = [] } = source;
  return [
    source.realizations,
    source.times,
    ...observations.flatMap(({ times, values, errors }) => [times, values, errors]),
    ...parameters.map((one) => (one.kind === 'number' ? one.values : one.codes)),
    ...vectors.map(({ values }) => values),
  ];
}

/** A copy of the ensemble with each column replaced. */
export function mapColumns(
  source: ImportedSource,
  map: (column: PackedNumbers) => PackedNumbers,
): ImportedSource {
  const { vectors, parameters, observations } = source;
  return {
    ...source,
    realizations: map(source.realizations),
    times: map(source.times),
    vectors: vectors.map((one) => ({ ...one, values: map(one.values) })),
    parameters: parameters.map((one) =>
      one.kind === 'number'
        ? { ...one, values: map(one.values) }
        : { ...one, codes: map(one.codes) },
    ),
    ...(observations && {
      observations: observations.map((one) => ({
        ...one,
        times: map(one.times),
        values: map(one.values),
        errors: map(one.errors),
      })),
    }),
  };
}
