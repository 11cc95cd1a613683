import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ROOT } from '../build/root.ts';
import { SWITCHED_CODE, type SwitchedCode } from './mutants.ts';

const code = JSON.parse(readFileSync(SWITCHED_CODE, 'utf8')) as SwitchedCode;

/** The unit tests, against the code that holds the mutants. */
export default defineConfig({
  plugins: [
    {
      name: 'code-with-mutants',
      enforce: 'pre',
      load: (id) => code[id.replace(/\?.*$/, '')],
    },
  ],
  test: {
    root: ROOT,
    environment: 'node',
    include: ['{contract,functions,web}/**/*.test.{ts,tsx}'],
    // The last measures time, which a mutant's run has none to spare for.
    exclude: ['**/*.process.test.ts', '**/model.test.ts', '**/bounded-cost.test.ts'],
    setupFiles: ['tests/support/pure.ts'],
    runner: join(ROOT, 'tools/mutation/runner.ts'),
    // It goes by the files on disk, which are not what runs here.
    fsModuleCache: false,
    pool: 'forks',
    maxWorkers: 1,
    unstubGlobals: true,
    restoreMocks: true,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A mutant may leave a promise that rejects later.
    dangerouslyIgnoreUnhandledErrors: true,
    silent: true,
  },
});
