/**
 * Runs a file's tests twice without mutants, then each test again with every mutant whose code it ran, in the same
 * process: switching a mutant on is one assignment. Stryker's own runner starts again for each mutant.
 *
 * A test that fails with a mutant is run once more without it. If it fails then too, the mutant left something behind
 * that would affect the next ones, so a new process runs the rest.
 */
import { type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner } from 'vitest';
import { placed } from './mutants.ts';
import { killedMutants, type Round, say, verdicts } from './verdicts.ts';

type Tried = 'passed' | 'killed' | 'timed out';

interface Reached {
  readonly test: RunnerTestCase;
  /** How often the test ran each mutant's code. */
  readonly hits: Readonly<Record<string, number>>;
}

/** The global state of Stryker's switches. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: {
    static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
}

const { setTimeout, clearTimeout } = globalThis; // the real ones: tests replace them
const TIME_OUT_MS = 2_000;
/** A test with a mutant may take this many times as long as without. */
const TIMES_SLOWER = 20;
/** If code runs this many times as often with a mutant, it counts as an endless loop. */
const TIMES_MORE = 100;
/** A test that uses more CPU time is not run with mutants. */
const SLOW_CPU_MICROSECONDS = 3_000_000;
const HEAP_LIMIT_BYTES = 1_200_000_000;
const round = process.env.MUTATION_ROUND as Round;

const switches: Switches = {};
Object.assign(globalThis, { __stryker__: switches });

export default class MutantRunner extends TestRunner {
  override onBeforeTryTask(test: RunnerTestCase, options: { retry: number; repeats: number }) {
    super.onBeforeTryTask(test, options);
    switches.currentTestId = test.id;
  }

  override async onAfterRunTask(test: RunnerTestCase) {
    super.onAfterRunTask(test);
    switches.currentTestId = undefined;
  }

  override async onAfterRunSuite(suite: RunnerTestSuite) {
    if ('filepath' in suite) await this.#tryMutants(suite as RunnerTestFile);
    await super.onAfterRunSuite(suite);
  }

  async #tryMutants(file: RunnerTestFile): Promise<void> {
    const testFile = file.name;
    switches.currentTestId = undefined;
    const { perTest = {}, static: atLoad = {} } = switches.mutantCoverage ?? {};
    const reached: Reached[] = [];
    const failed: string[] = [];
    for (const test of testsIn(file)) {
      const startCpu = process.cpuUsage();
      if (test.result?.state === 'fail') failed.push(test.name);
      else if ((await this.#try(test, undefined)) !== 'passed')
        say({ says: 'left out', testFile, test: test.name, since: 'it passes once and not twice' });
      else if (process.cpuUsage(startCpu).user > SLOW_CPU_MICROSECONDS)
        say({ says: 'left out', testFile, test: test.name, since: 'it computes for too long' });
      else reached.push({ test, hits: perTest[test.id] ?? {} });
    }
    const inTests = [...new Set(reached.flatMap(({ hits }) => Object.keys(hits)))];
    say({ says: 'reached', testFile, inTests, atLoad: Object.keys(atLoad), failed });
    if (failed.length > 0) return;

    reached.sort((a, b) => durationMs(a.test) - durationMs(b.test));
    let isFresh = true;
    for (const mutant of mutantsToTry(testFile, reached)) {
      say({ says: 'trying', testFile, mutant });
      let killer: RunnerTestCase | undefined;
      for (const each of reached) {
        const { test, hits } = each;
        if (!(mutant in hits)) continue;
        const tried = await this.#try(test, mutant, (hits[mutant] ?? 1) * TIMES_MORE);
        if (tried === 'passed') continue;
        killer = test;
        reached.unshift(...reached.splice(reached.indexOf(each), 1)); // it may kill the next mutant, too
        const isClean = (await this.#try(killer, undefined)) === 'passed';
        if (isClean || isFresh) say({ says: tried, testFile, mutant, test: test.name });
        else say({ says: 'doubtful', testFile, mutant });
        if (!isClean) return;
        break;
      }
      if (killer === undefined) say({ says: 'passed', testFile, mutant });
      isFresh = false;
      if (process.memoryUsage().heapUsed > HEAP_LIMIT_BYTES) return;
    }
    say({ says: 'done', testFile, round });
  }

  /** Runs a test with a mutant; once more if it times out, because the machine may have been busy. */
  async #try(test: RunnerTestCase, mutant: string | undefined, hitLimit = 0): Promise<Tried> {
    const limitMs = TIME_OUT_MS + durationMs(test) * TIMES_SLOWER;
    for (let attempt = 1; ; attempt++) {
      Object.assign(switches, { activeMutant: mutant, hitCount: 0, hitLimit });
      const tried = await this.#runOnce(test, limitMs * attempt);
      switches.activeMutant = undefined;
      if (tried !== 'timed out' || attempt === 2) return tried;
    }
  }

  async #runOnce(test: RunnerTestCase, limitMs: number): Promise<Tried> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<Tried>((resolve) => {
      timer = setTimeout(resolve, limitMs, 'timed out');
    });
    const run = this.#runWithHooks(test).then(
      (): Tried => 'passed',
      (): Tried => 'killed',
    );
    const tried = await Promise.race([run, tooLong]);
    clearTimeout(timer);
    if (tried === 'timed out') await callHooks(test, 'afterEach').catch(() => undefined);
    return tried;
  }

  async #runWithHooks(test: RunnerTestCase): Promise<void> {
    super.onBeforeTryTask(test, { retry: 0, repeats: 0 });
    try {
      await callHooks(test, 'beforeEach');
      await TestRunner.getTestFn(test)?.();
      super.onAfterTryTask(test);
    } finally {
      await callHooks(test, 'afterEach');
    }
  }
}

/** Surviving mutants that these tests run; first those that must be tried first, then new ones. */
function mutantsToTry(testFile: string, reached: readonly Reached[]) {
  const said = verdicts();
  const killed = killedMutants(said);
  const here = said.filter((it) => it.testFile === testFile);
  const passed = new Set(here.map((it) => (it.says === 'passed' ? it.mutant : '')));
  const doubtful = here.flatMap((it) => (it.says === 'doubtful' ? [it.mutant] : []));
  const all = new Set([...doubtful, ...reached.flatMap(({ hits }) => Object.keys(hits))]);
  const left = [...all].filter((mutant) => !killed.has(mutant) && !passed.has(mutant));
  if (round === 'all') {
    const tried = new Set(said.map((it) => (it.says === 'passed' ? it.mutant : '')));
    const isLater = (mutant: string) => tried.has(mutant) && !doubtful.includes(mutant);
    return left.sort((one, other) => Number(isLater(one)) - Number(isLater(other)));
  }
  const beside = new Set(
    placed()
      .mutants.filter(({ file }) => file === testFile.replace('.test.', '.'))
      .map(({ id }) => id),
  );
  return left.filter((mutant) => beside.has(mutant));
}

function testsIn(suite: RunnerTestSuite): RunnerTestCase[] {
  return suite.tasks
    .flatMap((task) => (task.type === 'suite' ? testsIn(task) : [task]))
    .filter((test) => test.mode === 'run' || test.result !== undefined);
}

function durationMs(test: RunnerTestCase): number {
  return test.result?.duration ?? 0;
}

/** Calls hooks from the file inwards before the test, outwards after it. */
async function callHooks(test: RunnerTestCase, name: 'beforeEach' | 'afterEach'): Promise<void> {
  const suites: RunnerTestSuite[] = [];
  for (let suite = test.suite ?? test.file; suite; ) {
    suites.push(suite);
    if (suite === test.file) break;
    suite = suite.suite ?? test.file;
  }
  if (name === 'beforeEach') suites.reverse();
  for (const suite of suites) {
    const hooks = TestRunner.getSuiteHooks(suite)[name];
    const inOrder = name === 'beforeEach' ? hooks : hooks.toReversed();
    for (const hook of inOrder) await hook(test.context, suite);
  }
}
