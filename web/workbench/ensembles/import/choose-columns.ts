import type { ImportedSource } from '../../content/schema.ts';

/** An imported ensemble with only the vectors and parameters named, for when all of them would not fit. */
export function chooseColumns(
  source: ImportedSource,
  vectors: ReadonlySet<string>,
  parameters: ReadonlySet<string>,
): ImportedSource {
  return {
    ...source,
    vectors: source.vectors.filter(({ name }) => vectors.has(name)),
    parameters: source.parameters.filter(({ name }) => parameters.has(name)),
  };
}
