/**
 * `npm run test:mutation -- web/workbench/content`: changes the code of one folder in every small way, one at a time, and
 * runs the unit tests of that folder against each change. A change that no test notices has "survived": it is listed, and
 * wants a test or that the line goes. A file may be named too; without a place, all folders, one after the other.
 *
 * What runs while a file is loaded (schemas, limits, words) is left out: its switches are read once.
 */
import { spawn } from 'node:child_process';
import { globSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../build/root.ts';
import { placeMutants } from './mutants.ts';
import { report } from './report.ts';
import { ROUNDS, type Round, say, VERDICTS, type Verdict, verdicts } from './verdicts.ts';

const FOLDERS = ['web/kernel', 'functions/store', 'functions/http', 'web/workbench/content'];
/** So long without a word from the tests means an endless loop. */
const SILENCE_MS = 150_000;
const LEAST_PER_CENT = 85;

const wanted = process.argv.slice(2);
let isEnough = true;
for (const place of wanted.length > 0 ? wanted : FOLDERS) {
  console.log(`\n== ${place}`);
  const mutants = await placeMutants(place);
  rmSync(VERDICTS, { force: true });
  for (const round of ROUNDS) await tryAll(testFilesFor(place), round);
  const perCent = report(mutants, verdicts());
  isEnough &&= perCent >= LEAST_PER_CENT;
}
process.exit(isEnough ? 0 : 1);

function testFilesFor(place: string): string[] {
  const folder = statSync(join(ROOT, place)).isFile() ? dirname(place) : place;
  return globSync(`${folder}/**/*.test.ts`, { cwd: ROOT }).sort();
}

/** Starts Vitest again until every test file is done. */
async function tryAll(testFiles: readonly string[], round: Round): Promise<void> {
  for (;;) {
    const before = verdicts();
    const left = testFiles.filter((file) => !isDone(before, file, round));
    if (left.length === 0) return;
    await runTests(left, round);
    const after = verdicts();
    const failed = after.flatMap((it) => (it.says === 'reached' ? it.failed : []));
    if (failed.length > 0) throw new Error(`Fails without a mutant: ${failed.join(', ')}`);
    if (after.length === before.length) return; // the files that are left are excluded, or hold no test
  }
}

function isDone(said: readonly Verdict[], testFile: string, round: Round): boolean {
  return said.some((it) => it.says === 'done' && it.testFile === testFile && it.round === round);
}

/** One start of Vitest. Where it falls silent, it is ended, and what it was trying counts as killed by a time-out. */
async function runTests(testFiles: readonly string[], round: Round): Promise<void> {
  const config = ['--config', 'tools/mutation/vitest.config.ts', '--reporter', 'dot'];
  const tests = spawn('vitest', ['run', ...config, ...testFiles], {
    cwd: ROOT,
    env: { ...process.env, MUTATION_ROUND: round },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true, // it has a worker process, which is to end with it
  });
  const ended = new Promise<void>((resolve) => tests.on('exit', () => resolve()));
  const startedMs = Date.now();
  const watch = setInterval(() => {
    const lastWordMs = statSync(VERDICTS, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const silentMs = Date.now() - Math.max(startedMs, lastWordMs);
    if (silentMs < SILENCE_MS || tests.pid === undefined) return;
    const last = verdicts().at(-1);
    process.kill(-tests.pid, 'SIGKILL');
    if (last?.says === 'trying') say({ ...last, says: 'timed out', test: 'none answered' });
  }, 1_000);
  await ended;
  clearInterval(watch);
}
