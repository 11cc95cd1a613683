/** Puts every small change into the code of a folder, each behind a switch, by Stryker's instrumenter. */
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { ROOT } from '../build/root.ts';

export interface Position {
  /** From 0, as the column. */
  readonly line: number;
  readonly column: number;
}

export interface Mutant {
  readonly id: string;
  /** From the project's folder. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly replacement: string;
}

/** Holds the mutants and what the tests said to each, until the next run. MUTATION_DIR lets two run at once. */
export const MUTATION_DIR = process.env.MUTATION_DIR ?? join(ROOT, '.mutation');
const PLACED = join(MUTATION_DIR, 'placed.json');

export interface Placed {
  readonly mutants: readonly Mutant[];
  /** Code with all its mutants, by the file's full path. */
  readonly code: Readonly<Record<string, string>>;
}

/** What `placeMutants` has written. */
export function placed(): Placed {
  return JSON.parse(readFileSync(PLACED, 'utf8')) as Placed;
}

/** Writes the switched code of `place`, a folder or a file, where the tests take it from. */
export async function placeMutants(place: string): Promise<readonly Mutant[]> {
  const files = sourceFiles(place).map((file) => ({
    name: join(ROOT, file),
    content: readFileSync(join(ROOT, file), 'utf8'),
    mutate: true,
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const made = await new Instrumenter(SILENT).instrument(files, options);
  const code = Object.fromEntries(made.files.map(({ name, content }) => [name, content]));
  const mutants = made.mutants.map(({ id, fileName, location, replacement }) => ({
    id,
    file: fileName.slice(ROOT.length + 1),
    ...location,
    replacement,
  }));
  mkdirSync(MUTATION_DIR, { recursive: true });
  writeFileSync(PLACED, JSON.stringify({ mutants, code } satisfies Placed));
  return mutants;
}

function sourceFiles(place: string): string[] {
  if (statSync(join(ROOT, place)).isFile()) return [place];
  return globSync(`${place}/**/*.ts`, { cwd: ROOT })
    .filter((file) => !file.endsWith('.test.ts') && !/[\\/]testing[\\/]/.test(file))
    .sort();
}

const SILENT = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  fatal() {},
};
