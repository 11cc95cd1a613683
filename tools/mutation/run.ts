/**
 * `npm run test:mutation -- web/workbench/content` makes many small changes to the code of a folder, one at a time, and
 * runs that folder's unit tests against each. A change that no test notices has "survived" and is listed: it needs a test,
 * or the line can be removed. The argument may also be a file; without one, all folders are tested in turn.
 *
 * Code that runs while a file is loaded (schemas, limits, texts) is left out, because its switches are read only once.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../build/root.ts';
import { placeMutants } from './mutants.ts';
import { report } from './report.ts';
import { ROUNDS, type Round, say, VERDICTS, type Verdict, verdicts } from './verdicts.ts';

const FOLDERS = ['web/kernel', 'functions/store', 'functions/http', 'web/workbench/content'];
/** No output from the tests for this long means an endless loop. */
const SILENCE_MS = 150_000;
const LEAST_PER_CENT = 85;

const wanted = process.argv.slice(2);
const missing = wanted.filter((place) => !existsSync(join(ROOT, place)));
if (missing.length > 0) {
  console.error(
    `There is no file or folder ${missing.join(' or ')} in this project. Give paths from its top folder, for example "npm run test:mutation -- ${FOLDERS.at(-1)}".`,
  );
  process.exit(2);
}
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
    if (after.length === before.length) return; // the remaining files are excluded or have no tests
  }
}

function isDone(said: readonly Verdict[], testFile: string, round: Round): boolean {
  return said.some((it) => it.says === 'done' && it.testFile === testFile && it.round === round);
}

/** Runs Vitest once. If it hangs, it is stopped, and the current mutant counts as killed by a timeout. */
async function runTests(testFiles: readonly string[], round: Round): Promise<void> {
  const config = ['--config', 'tools/mutation/vitest.config.ts', '--reporter', 'dot'];
  const tests = spawn('vitest', ['run', ...config, ...testFiles], {
    cwd: ROOT,
    env: { ...process.env, MUTATION_ROUND: round },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true, // so that its worker process can be stopped with it
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
