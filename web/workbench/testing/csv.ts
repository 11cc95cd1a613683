import type { ImportedSource } from '../content/schema.ts';
import { columnReader } from '../ensembles/columns/read-columns.ts';
import type { EnsembleData } from '../ensembles/ensemble-data.ts';
import { Importer } from '../ensembles/import/importer.ts';
import type { Choices } from '../ensembles/import/mapping.ts';
import type { PackOptions } from '../ensembles/import/pack.ts';
import type { Reading } from '../ensembles/import/reading.ts';
import { unpackEnsemble } from '../ensembles/unpack.ts';
import { createMemoryAssets } from './memory-assets.ts';

/** Two realizations at two dates, with one missing value. */
export const VECTORS = `REALIZATION,DATE,FOPR [Sm3/d],FOPT
0,2025-01-01,100,0
0,2025-02-01,90.5,3100
2,2025-01-01,110,0
2,2025-02-01,,3410
`;
/** A numeric and a categorical parameter of both realizations. */
export const PARAMETERS = `realization,PORO,CONCEPT
0,0.25,braided
2,0.22,meandering
`;

export function csvFile(text: BlobPart, name = 'vectors.csv'): File {
  return new File([text], name);
}

const NOW = new Date('2026-01-02T03:04:05.678Z');

/** Assets of the data that tests import. */
export const TEST_ASSETS = createMemoryAssets();

export const EVERYTHING: PackOptions = { thinning: 'all', left: new Set() };

/** An import of files at a fixed time. */
export function importerOf(...files: File[]): Importer {
  return new Importer(
    files,
    () => {},
    () => NOW,
    TEST_ASSETS.put,
  );
}

/** How the import interprets files. */
export function readFiles(files: readonly File[], choices: Choices = {}): Promise<Reading> {
  return importerOf(...files).read(choices);
}

/** An ensemble's data with all columns. Throws if a column cannot be read. */
export async function unpacked(source: ImportedSource): Promise<EnsembleData> {
  const data = await unpackEnsemble(source, columnReader(TEST_ASSETS));
  const columns = data.columns?.all ?? [];
  await Promise.all(columns.map((column) => column.load()));
  for (const { failure } of columns) if (failure) throw failure;
  return data;
}

/** The ensembles in files, packed and unpacked again. Throws if the files have problems or open questions. */
export async function importFiles(
  files: readonly File[],
  choices: Choices = {},
): Promise<{ reading: Reading; data: EnsembleData[] }> {
  const importer = importerOf(...files);
  const reading = await importer.read(choices);
  const against = [
    ...reading.problems.map(({ message }) => message),
    ...reading.questions.map(({ text }) => text),
  ];
  if (against.length > 0) throw new Error(against.join('\n'));
  const data = await Promise.all((await importer.pack(EVERYTHING)).map(unpacked));
  return { reading, data };
}
