import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ROOT } from '../build/root.ts';
import { placed } from './mutants.ts';

const { code } = placed();

/** The unit tests, run on the instrumented code. */
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
    // The last two take long: one plays hundreds of histories, the other measures time.
    exclude: ['**/*.process.test.ts', '**/model.test.ts', '**/bounded-cost.test.ts'],
    // Bodies of full size take minutes each in instrumented code.
    testNamePattern: /^(?!.*(20 MiB|longest content|largest body|more than that is refused))/,
    setupFiles: ['tests/support/pure.ts'],
    runner: join(ROOT, 'tools/mutation/runner.ts'),
    // The cache is keyed by the files on disk, which differ from the instrumented code.
    fsModuleCache: false,
    pool: 'forks',
    maxWorkers: 1,
    unstubGlobals: true,
    restoreMocks: true,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // A mutant may leave a promise that rejects later.
    dangerouslyIgnoreUnhandledErrors: true,
    silent: true,
  },
});
