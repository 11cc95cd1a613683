import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Where the files stand that have their tests beside them. */
const BESIDE = '{contract,functions,web,infra,local,tools}/**';

/**
 * One project per kind of test, so that `npx vitest --project unit` runs just that kind. The time-outs only end
 * what hangs: they are long, so that a busy machine makes nothing fail.
 */
export default defineConfig({
  test: {
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
      // Starts something: a server, a database, a program.
      project('process', `${BESIDE}/*.process.test.ts`, 60_000),
      // Long random histories of the kernel, from fixed seeds.
      project('model', `${BESIDE}/model.test.ts`, 120_000),
      project('api', 'tests/api/**/*.test.ts', 60_000, onStack(1)),
      project('faults', 'tests/faults/**/*.test.ts', 60_000, onStack(2)),
      project('browser', 'tests/browser/**/*.test.ts', 120_000, {
        ...onStack(3),
        // A test of conflicts fails now and then, and why is not known: the report names what needed a second try.
        // To be taken out once it is.
        retry: 1,
        expect: { poll: { timeout: 20_000 } },
      }),
    ],
  },
});

type Options = NonNullable<Extract<TestProjectConfiguration, { test?: unknown }>['test']>;

function project(name: string, include: string, timeoutMs: number, options: Options = {}) {
  const timeouts = { testTimeout: timeoutMs, hookTimeout: timeoutMs };
  const common = { environment: 'node', maxWorkers: 2, include: [include] };
  return { test: { ...common, name, ...timeouts, ...options } };
}

/**
 * Tests that share one stack, and one browser in each worker process. They wait more than they compute, so there are
 * more workers than cores. Vitest wants projects of different numbers of workers in an order.
 */
function onStack(groupOrder: number): Options {
  const globalSetup = ['tests/support/stack.ts'];
  return { globalSetup, isolate: false, maxWorkers: 4, sequence: { groupOrder } };
}
