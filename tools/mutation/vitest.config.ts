import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ROOT } from '../build/root.ts';
import { placed } from './mutants.ts';

const { code } = placed();

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
    // The last two take long: the one plays hundreds of histories, the other measures time.
    exclude: ['**/*.process.test.ts', '**/model.test.ts', '**/bounded-cost.test.ts'],
    // Bodies of the full size take minutes each where every comparison of a byte is a switch.
    testNamePattern: /^(?!.*(20 MiB|longest content|largest body|more than that is refused))/,
    setupFiles: ['tests/support/pure.ts'],
    runner: join(ROOT, 'tools/mutation/runner.ts'),
    // It goes by the files on disk, which are not what runs here.
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
