/**
 * `npm test`: every check of the project, ending with `N passed, N failed`.
 * Lint, types, build and size count as one each; the others count their tests.
 * `npm test -- unit browser` runs only these checks, `npm run test:quick` those that take less than a minute.
 * A failed check does not stop the next ones, but checks that need the build are skipped if it failed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBicep } from '../infra/testing/bicep-cli.ts';
import { dayWords, drawDay, environmentOf } from './another-day.ts';
import type { CountsByProject } from './count-by-project.ts';

interface Counts {
  passed: number;
  failed: number;
  seconds: number;
}

/** Passes or fails as a whole, and counts as one. */
interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

/** The projects of one run of the test runner; each is a separate check with its own count. */
interface TestRun {
  readonly projects: readonly string[];
  /** For a run of one project: another name of the check. */
  readonly name?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Printed before it starts. */
  readonly note?: string;
}

const root = join(import.meta.dirname, '..');
const day = drawDay();

const checks: readonly Check[] = [
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'build', command: ['node', 'tools/build.ts'] },
  { name: 'size', command: ['node', 'tools/bundle-size.ts'] },
];
/** Checks of the build's output; if the build failed, they are skipped and count as failed. */
const NEED_BUILD = ['size', 'api', 'faults', 'browser'];
const testRuns: readonly TestRun[] = [
  { projects: ['unit', 'model', 'process', 'api', 'faults', 'browser'] },
  { projects: ['unit'], name: 'another-day', env: environmentOf(day), note: dayWords(day) },
];

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

const secondsSince = (startedMs: number) => (Date.now() - startedMs) / 1000;

async function runCheck({ command }: Check): Promise<Counts> {
  const started = Date.now();
  const ok = await run(command);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds: secondsSince(started) };
}

/** Runs these projects and returns their counts. If the runner crashed or found no tests, each has one failure. */
async function runTests(projects: readonly string[], env: TestRun['env']): Promise<Counts[]> {
  const started = Date.now();
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
  const file = join(folder, 'counts.json');
  const ok = await run(
    [
      ...['vitest', 'run', '--reporter=default', '--reporter=./tools/count-by-project.ts'],
      ...projects.flatMap((project) => ['--project', project]),
    ],
    { ...env, COUNTS: file },
  );
  const text = await readFile(file, 'utf8').catch(() => '{}');
  await rm(folder, { recursive: true, force: true });
  const counts: CountsByProject = JSON.parse(text);
  const noneFailed = Object.values(counts).every(({ failed }) => failed === 0);
  return projects.map((project, index) => {
    const counted = counts[project];
    if (!counted) return { passed: 0, failed: 1, seconds: secondsSince(started) };
    // An error outside a test.
    return !ok && noneFailed && index === 0 ? { ...counted, failed: 1 } : counted;
  });
}

const wanted = process.argv.slice(2);
const names = [
  ...checks.map(({ name }) => name),
  ...testRuns.flatMap(({ name, projects }) => name ?? projects),
];
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
const total = { passed: 0, failed: 0 };
const summary: string[] = [];
let hasNoBuild = false;
const allStarted = Date.now();

function add(name: string, { passed, failed, seconds }: Counts, remark = ''): void {
  total.passed += passed;
  total.failed += failed;
  const time = seconds.toFixed(1).padStart(6);
  summary.push(`${time} s  ${name}: ${passed} passed, ${failed} failed${remark}`);
}

/** Whether this check can run; counts it as failed if not. */
function canRun(name: string): boolean {
  if (!hasNoBuild || !NEED_BUILD.includes(name)) return true;
  add(name, { passed: 0, failed: 1, seconds: 0 }, ' (no build to test)');
  return false;
}

for (const check of checks) {
  if (!isWanted(check.name) || !canRun(check.name)) continue;
  console.log(`\n== ${check.name}`);
  const counts = await runCheck(check);
  add(check.name, counts);
  if (check.name !== 'build') continue;
  hasNoBuild = counts.failed > 0;
  if (!hasNoBuild) process.env.BUILT_DIST = join(root, 'dist'); // the tests need not build again
}

for (const { projects, name, env, note } of testRuns) {
  const running = projects.filter((project) => isWanted(name ?? project) && canRun(project));
  if (running.length === 0) continue;
  console.log(`\n== ${name ?? running.join(', ')}${note ? ` (${note})` : ''}`);
  const counts = await runTests(running, env);
  for (const [index, each] of counts.entries()) add(name ?? running[index] ?? '', each);
}

if (!findBicep()) {
  summary.push('          Bicep was not compiled: no compiler in BICEP, on the path or in az');
}
if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  summary.push(
    '          A full disk was not tested: that needs root on Linux, to mount a small disk',
  );
}
const allSeconds = secondsSince(allStarted).toFixed(0);
console.log(`\n${summary.join('\n')}\n          all of it in ${allSeconds} s; projects overlap`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
