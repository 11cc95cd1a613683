import { defineConfig } from 'vitest/config';

/** What the mutation tester runs against every mutant: the unit tests alone. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    environment: 'node',
    include: ['{contract,functions,web}/**/*.test.{ts,tsx}'],
    exclude: ['**/*.process.test.ts', '**/model.test.ts'],
    testTimeout: 30_000,
  },
});
