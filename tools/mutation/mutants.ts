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

/** Holds the switched code and what the tests said to each mutant, until the next run. */
export const MUTATION_DIR = join(ROOT, '.mutation');

/** Code with all its mutants, by the file's full path. */
export type SwitchedCode = Readonly<Record<string, string>>;

export const SWITCHED_CODE = join(MUTATION_DIR, 'code.json');

/** Writes the switched code of `place`, a folder or a file, where the tests take it from. */
export async function placeMutants(place: string): Promise<readonly Mutant[]> {
  const files = sourceFiles(place).map((file) => ({
    name: join(ROOT, file),
    content: readFileSync(join(ROOT, file), 'utf8'),
    mutate: true,
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const placed = await new Instrumenter(SILENT).instrument(files, options);
  const code: SwitchedCode = Object.fromEntries(
    placed.files.map(({ name, content }) => [name, content]),
  );
  mkdirSync(MUTATION_DIR, { recursive: true });
  writeFileSync(SWITCHED_CODE, JSON.stringify(code));
  return placed.mutants.map(({ id, fileName, location, replacement }) => ({
    id,
    file: fileName.slice(ROOT.length + 1),
    ...location,
    replacement,
  }));
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
