/** Instruments the code of a folder with all mutants, each behind a switch, using Stryker's instrumenter. */
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { ROOT } from '../build/root.ts';

export interface Position {
  /** From 0, like the column. */
  readonly line: number;
  readonly column: number;
}

export interface Mutant {
  readonly id: string;
  /** Path relative to the project's folder. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly replacement: string;
}

/** Has the mutants and verdicts until the next run. Set MUTATION_DIR to run two at once. */
export const MUTATION_DIR = process.env.MUTATION_DIR ?? join(ROOT, '.mutation');
const PLACED = join(MUTATION_DIR, 'placed.json');

export interface Placed {
  readonly mutants: readonly Mutant[];
  /** Instrumented code by the file's full path. */
  readonly code: Readonly<Record<string, string>>;
}

/** Reads what `placeMutants` wrote. */
export function placed(): Placed {
  return JSON.parse(readFileSync(PLACED, 'utf8')) as Placed;
}

/** Writes the instrumented code of `place`, a folder or a file, to where the tests read it. */
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
