/** What the tests said to the mutants: one line of JSON each, so that a process that dies loses nothing. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATION_DIR } from './mutants.ts';

/** First each test file tries the mutants of the file beside it, which it kills soonest; then all that are left. */
export const ROUNDS = ['beside', 'all'] as const;
export type Round = (typeof ROUNDS)[number];

export type Verdict =
  /** The tests of a file, without any mutant: which mutants' code they ran, and which of them fail. */
  | { says: 'reached'; testFile: string; inTests: string[]; atLoad: string[]; failed: string[] }
  | { says: 'left out'; testFile: string; test: string; since: string }
  | { says: 'trying'; testFile: string; mutant: string }
  | { says: 'killed' | 'timed out'; testFile: string; mutant: string; test: string }
  | { says: 'passed'; testFile: string; mutant: string }
  /** A kill that may be due to what an earlier mutant left behind: to be tried first in a new process. */
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

/** The mutants that a test noticed. */
export function killedMutants(all: readonly Verdict[]): ReadonlySet<string> {
  return new Set(
    all.flatMap((it) => (it.says === 'killed' || it.says === 'timed out' ? [it.mutant] : [])),
  );
}
