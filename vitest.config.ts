import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

type Options = NonNullable<Extract<TestProjectConfiguration, { test?: unknown }>['test']>;

/** Time-outs only end what hangs: they are long, so that a busy machine makes nothing fail. */
const PATIENCE_MS = 180_000;

/** Where the files stand that have their tests beside them. */
const BESIDE = '{contract,functions,web,infra,local,tools}/**';

/**
 * These tests wait more than they compute, so there are more workers than cores. They come after those that
 * compute and run together, so that one project's last and longest file keeps no core idle.
 */
const WAITING: Options = { maxWorkers: 4, sequence: { groupOrder: 1 } };
/** Tests that share one stack, and one browser in each worker process. */
const ON_STACK: Options = {
  ...WAITING,
  globalSetup: ['tests/support/stack.ts'],
  isolate: false,
  // Every question takes processor time from the page that is to answer it.
  expect: { poll: { timeout: 60_000, interval: 100 } },
};

/** One project per kind of test, so that `npx vitest --project unit` runs just that kind. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    coverage: {
      include: ['{contract,functions,web}/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', '**/testing/**', '**/*.d.ts'],
      reporter: ['text-summary', 'html'],
    },
    projects: [
      // Pure: no process, no port.
      project('unit', `${BESIDE}/*.test.{ts,tsx}`, 30_000, {
        exclude: ['**/*.process.test.ts', '**/model.test.ts'],
        setupFiles: ['tests/support/pure.ts', 'tests/support/moved-date.ts'],
        isolate: false,
        unstubGlobals: true,
        restoreMocks: true,
      }),
      // Long random histories of the kernel, from fixed seeds.
      project('model', `${BESIDE}/model.test.ts`, PATIENCE_MS),
      // Starts something: a server, a database, a program.
      project('process', `${BESIDE}/*.process.test.ts`, PATIENCE_MS, WAITING),
      project('api', 'tests/api/**/*.test.ts', PATIENCE_MS, ON_STACK),
      project('faults', 'tests/faults/**/*.test.ts', PATIENCE_MS, ON_STACK),
      project('browser', 'tests/browser/**/*.test.ts', PATIENCE_MS, {
        ...ON_STACK,
      }),
    ],
  },
});

function project(name: string, include: string, timeoutMs: number, options: Options = {}) {
  const timeouts = {
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    expect: { poll: { timeout: 60_000 } },
  };
  const common = { environment: 'node', maxWorkers: 2, include: [include] };
  return { test: { ...common, name, ...timeouts, ...options } };
}
