import type { Parameter } from '../ensemble-data.ts';
import type { Header } from './csv-header.ts';
import {
  type ImportOutcome,
  type ImportProblem,
  type ImportProgress,
  ImportRefused,
} from './outcome.ts';
import { packEnsemble } from './pack-ensemble.ts';
import { ParametersTable } from './parameters-table.ts';
import { type ReadTable, readTable } from './read-table.ts';
import { type VectorGrid, VectorsTable } from './vectors-table.ts';

const SECONDS_PER_MINUTE = 60;
const HOLES_LISTED = 5;

interface Tables {
  vectors?: VectorsTable;
  parameters?: ParametersTable;
}

/**
 * Reads a file of vectors (realization, date, one column each) and perhaps one of parameters (realization, one column
 * each), which is which being told by the date column. All of it is imported, or nothing and a list of problems.
 */
export async function importFiles(
  files: readonly File[],
  onProgress: (progress: ImportProgress) => void,
  now: () => Date,
): Promise<ImportOutcome> {
  const total = files.reduce((bytes, file) => bytes + file.size, 0) || 1;
  const tables: Tables = {};
  const read: ReadTable[] = [];
  const problems: ImportProblem[] = [];
  let before = 0;
  for (const file of files) {
    try {
      const table = await readTable(
        file,
        (header) => tableFor(header, tables),
        (bytes) => onProgress({ stage: 'reading', done: (before + bytes) / total }),
      );
      read.push(table);
      problems.push(...table.problems);
    } catch (error) {
      problems.push(problemOf(error, file));
    }
    before += file.size;
  }
  const first = files[0];
  if (first && !tables.vectors && problems.length === 0) {
    const message =
      'There is no column "date", so these are parameters; add the file with the vectors.';
    problems.push({ file: first.name, line: 1, message });
  }
  const refused = () =>
    ({ kind: 'refused', problems, more: read.some(({ more }) => more) }) as const;
  if (problems.length > 0 || !first || !tables.vectors) return refused();
  try {
    const grid = tables.vectors.toGrid();
    const parameters = tables.parameters?.toParameters(grid.realizations) ?? [];
    const source = await packEnsemble(
      grid,
      parameters,
      files.map(({ name }) => name),
      now().toISOString(),
      (done) => onProgress({ stage: 'packing', done }),
    );
    return {
      kind: 'imported',
      source,
      previews: read.map(({ preview }) => preview),
      notes: notesOn(grid, tables.parameters, parameters),
      firstTime: (grid.minutes[0] ?? 0) * SECONDS_PER_MINUTE,
      lastTime: (grid.minutes.at(-1) ?? 0) * SECONDS_PER_MINUTE,
      realizations: [...grid.realizations],
    };
  } catch (error) {
    problems.push(problemOf(error, first));
    return refused();
  }
}

function tableFor(header: Header, tables: Tables) {
  if (header.dateField >= 0) {
    if (tables.vectors)
      throw new ImportRefused('Both files have a column "date"; import them one by one.', 1);
    tables.vectors = new VectorsTable(header);
    return tables.vectors.takeRow;
  }
  if (tables.parameters) {
    throw new ImportRefused('Neither file has a column "date", so both are parameters.', 1);
  }
  tables.parameters = new ParametersTable(header);
  return tables.parameters.takeRow;
}

function problemOf(error: unknown, file: File): ImportProblem {
  if (!(error instanceof ImportRefused)) throw error;
  const { message, line } = error;
  return { file: file.name, message, ...(line === undefined ? {} : { line }) };
}

function notesOn(
  grid: VectorGrid,
  table: ParametersTable | undefined,
  parameters: readonly Parameter[],
): string[] {
  const notes: string[] = [];
  if (grid.holes > 0) {
    const pairs = grid.realizations.length * grid.minutes.length;
    notes.push(
      `Left empty, since they have no line: ${grid.holes} of ${pairs} pairs of realization and date.`,
    );
  }
  if (!table || parameters.length === 0) return notes;
  const known = new Set(grid.realizations);
  const without = [...known].filter((one) => !table.realizations.has(one));
  const extra = [...table.realizations].filter((one) => !known.has(one));
  if (without.length > 0) notes.push(`No parameters for realization ${listed(without)}.`);
  if (extra.length > 0) notes.push(`Parameters without vectors left out: ${listed(extra)}.`);
  return notes;
}

function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, HOLES_LISTED).join(', ');
  const more = numbers.length - HOLES_LISTED;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
