/** Verdicts on mutants, one line of JSON each, so that a process that dies loses nothing. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATION_DIR } from './mutants.ts';

/** First each test file tries the mutants of the file beside it, which it is most likely to kill; then the others. */
export const ROUNDS = ['beside', 'all'] as const;
export type Round = (typeof ROUNDS)[number];

export type Verdict =
  /** A file's tests without mutants: the mutants whose code they ran, and the tests that failed. */
  | { says: 'reached'; testFile: string; inTests: string[]; atLoad: string[]; failed: string[] }
  | { says: 'left out'; testFile: string; test: string; since: string }
  | { says: 'trying'; testFile: string; mutant: string }
  | { says: 'killed' | 'timed out'; testFile: string; mutant: string; test: string }
  | { says: 'passed'; testFile: string; mutant: string }
  /** A kill that an earlier mutant may have caused; tried first in a new process. */
  | { says: 'doubtful'; testFile: string; mutant: string }
  | { says: 'done'; testFile: string; round: Round };

export const VERDICTS = join(MUTATION_DIR, 'verdicts.jsonl');

export function say(verdict: Verdict): void {
  appendFileSync(VERDICTS, `${JSON.stringify(verdict)}\n`);
}

export function verdicts(): readonly Verdict[] {
  if (!existsSync(VERDICTS)) return [];
  const lines = readFileSync(VERDICTS, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Verdict);
}

/** The mutants that were killed. */
export function killedMutants(all: readonly Verdict[]): ReadonlySet<string> {
  return new Set(
    all.flatMap((it) => (it.says === 'killed' || it.says === 'timed out' ? [it.mutant] : [])),
  );
}
