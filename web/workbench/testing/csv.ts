import { importFiles } from '../ensembles/import/import-files.ts';
import type { ImportOutcome } from '../ensembles/import/outcome.ts';

/** Two realizations, of which one lacks a value, at two dates. */
export const VECTORS = `REALIZATION,DATE,FOPR [Sm3/d],FOPT
0,2025-01-01,100,0
0,2025-02-01,90.5,3100
2,2025-01-01,110,0
2,2025-02-01,,3410
`;
/** A number and a category for both. */
export const PARAMETERS = `realization,PORO,CONCEPT
0,0.25,braided
2,0.22,meandering
`;

export function csvFile(text: BlobPart, name = 'vectors.csv'): File {
  return new File([text], name);
}

/** Imports files, as of a fixed time. */
export function runImport(...files: File[]): Promise<ImportOutcome> {
  return importFiles(
    files,
    () => {},
    () => new Date('2026-01-02T03:04:05.678Z'),
  );
}
