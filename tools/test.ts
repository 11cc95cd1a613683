/**
 * `npm test`: every check of the project, one after the other, ending with `N passed, N failed`.
 * Each check counts as one; the test runner's counts are added test by test.
 * `npm test -- unit browser` runs just these checks, `npm run test:quick` those that answer within a minute.
 * A failed check does not stop the ones after it, except that nothing runs on a build that failed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBicep } from '../infra/testing/bicep-cli.ts';
import { dayWords, drawDay, environmentOf } from './another-day.ts';

interface Counts {
  passed: number;
  failed: number;
}

interface Check {
  name: string;
  command: readonly string[];
  /** Checks that need the production build are skipped, as failed, when it could not be made. */
  needsBuild?: boolean;
  counts?: 'vitest';
  /** Added to the environment of the command. */
  env?: Record<string, string>;
  /** Printed before it starts. */
  note?: string;
}

const root = join(import.meta.dirname, '..');
const day = drawDay();

const checks: readonly Check[] = [
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'build', command: ['node', 'tools/build.ts'] },
  { name: 'size', command: ['node', 'tools/bundle-size.ts'], needsBuild: true },
  vitest('unit'),
  { ...vitest('unit'), name: 'another-day', env: environmentOf(day), note: dayWords(day) },
  vitest('process'),
  vitest('model'),
  { ...vitest('api'), needsBuild: true },
  { ...vitest('faults'), needsBuild: true },
  { ...vitest('browser'), needsBuild: true },
];

function vitest(project: string): Check {
  return { name: project, command: ['vitest', 'run', '--project', project], counts: 'vitest' };
}

function run(command: readonly string[], env: Record<string, string> = {}): Promise<boolean> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}. Has "npm ci" run?`);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Reads the runner's own report, since a crashed runner has counted nothing. */
async function readCounts(file: string, ok: boolean): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const report = JSON.parse(text) as { numPassedTests?: number; numFailedTests?: number };
  const passed = report.numPassedTests ?? 0;
  const failed = report.numFailedTests ?? 0;
  const ranNothing = passed + failed === 0;
  return { passed, failed: ranNothing || (!ok && failed === 0) ? failed + 1 : failed };
}

async function runCheck(check: Check, reports: string): Promise<Counts> {
  if (check.counts !== 'vitest') {
    const ok = await run(check.command);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  }
  const file = join(reports, `${check.name}.json`);
  const ok = await run(
    [...check.command, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    check.env,
  );
  return readCounts(file, ok);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `No check is called ${unknown.join(', ')}. There are: ${checks.map((check) => check.name).join(', ')}.`,
  );
  process.exit(2);
}

const reports = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
const total: Counts = { passed: 0, failed: 0 };
const summary: string[] = [];
let built = true;

for (const check of checks) {
  if (wanted.length > 0 && !wanted.includes(check.name)) continue;
  console.log(`\n== ${check.name}${check.note ? ` (${check.note})` : ''}`);
  const started = Date.now();
  const counts: Counts =
    check.needsBuild && !built ? { passed: 0, failed: 1 } : await runCheck(check, reports);
  if (check.name === 'build') {
    built = counts.failed === 0;
    if (built) process.env.BUILT_DIST = join(root, 'dist'); // the test projects need not build again
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  summary.push(
    `${seconds} s  ${check.name}: ${counts.passed} passed, ${counts.failed} failed${check.needsBuild && !built ? ' (no build to test)' : ''}`,
  );
}

if (!findBicep()) {
  summary.push('          Bicep was not compiled: no compiler in BICEP, on the path or of az');
}
await rm(reports, { recursive: true, force: true });
console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
