import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build/root.ts';
import type { Mutant } from './mutants.ts';
import type { Verdict } from './verdicts.ts';

interface Tally {
  killed: number;
  timedOut: number;
  survived: number;
  /** Run by no test. */
  unreached: number;
}

/** Prints the survivors and one line per file. Returns the per cent of mutants that were killed. */
export function report(mutants: readonly Mutant[], verdicts: readonly Verdict[]): number {
  const killed = namedBy(verdicts, 'killed');
  const timedOut = namedBy(verdicts, 'timed out');
  const inTests = new Set(verdicts.flatMap((it) => (it.says === 'reached' ? it.inTests : [])));
  const atLoad = new Set(verdicts.flatMap((it) => (it.says === 'reached' ? it.atLoad : [])));

  for (const it of verdicts)
    if (it.says === 'left out') console.log(`${it.testFile}: without "${it.test}": ${it.since}`);
  const tallies = new Map<string, Tally>();
  for (const mutant of mutants) {
    if (atLoad.has(mutant.id) && !inTests.has(mutant.id)) continue;
    const tally = tallies.get(mutant.file) ?? { killed: 0, timedOut: 0, survived: 0, unreached: 0 };
    tallies.set(mutant.file, tally);
    if (killed.has(mutant.id)) tally.killed++;
    else if (timedOut.has(mutant.id)) tally.timedOut++;
    else {
      if (inTests.has(mutant.id)) tally.survived++;
      else tally.unreached++;
      console.log(describe(mutant, inTests.has(mutant.id)));
    }
  }
  const total: Tally = { killed: 0, timedOut: 0, survived: 0, unreached: 0 };
  for (const [file, tally] of tallies) {
    console.log(line(file, tally));
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
  }
  console.log(line('all', total));
  return perCentKilled(total);
}

function namedBy(verdicts: readonly Verdict[], says: 'killed' | 'timed out'): Set<string> {
  return new Set(verdicts.flatMap((it) => (it.says === says ? [it.mutant] : [])));
}

/** `functions/store/ids.ts:12:7 survived: a < b => a <= b` */
function describe({ file, start, end, replacement }: Mutant, isReached: boolean): string {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const to = start.line === end.line ? end.column : undefined;
  const original = lines[start.line]?.slice(start.column, to) ?? '';
  const fate = isReached ? 'survived' : 'run by no test';
  return `${file}:${start.line + 1}:${start.column + 1} ${fate}: ${short(original)} => ${short(replacement)}`;
}

function short(code: string): string {
  const oneLine = code.replaceAll(/\s+/g, ' ');
  return oneLine.length > 90 ? `${oneLine.slice(0, 87)}...` : oneLine;
}

function line(name: string, tally: Tally): string {
  const { killed, timedOut, survived, unreached } = tally;
  const all = killed + timedOut + survived + unreached;
  const perCent = perCentKilled(tally).toFixed(1);
  return `${name}: ${killed + timedOut} of ${all} killed (${perCent} %), ${timedOut} of these by a timeout; ${survived} survived, ${unreached} run by no test`;
}

/** Counts like Stryker: a timeout is a kill, a mutant that no test runs has survived. */
function perCentKilled({ killed, timedOut, survived, unreached }: Tally): number {
  const all = killed + timedOut + survived + unreached;
  return all === 0 ? 100 : (100 * (killed + timedOut)) / all;
}
