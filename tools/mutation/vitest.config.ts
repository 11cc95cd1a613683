import { defineConfig } from 'vitest/config';

/** What the mutation tester runs against every mutant: the unit tests alone. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    environment: 'node',
    include: ['{contract,functions,web}/**/*.test.{ts,tsx}'],
    // The last measures time, which a mutant's run has none to spare for.
    exclude: ['**/*.process.test.ts', '**/model.test.ts', '**/bounded-cost.test.ts'],
    testTimeout: 30_000,
  },
});
