import { defineConfig } from 'vitest/config';

const node = { environment: 'node' } as const;

/** One project per kind of test, so that `npx vitest --project unit` runs just that kind. */
export default defineConfig({
  test: {
    // Most tests wait for a browser or a server, so two files at a time keep two cores busy.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['{contract,functions,web,infra,local,tools}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...node,
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/support/stack.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/stack.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // Conditions are waited for, however busy the machine is.
          expect: { poll: { timeout: 20_000 } },
          globalSetup: ['tests/support/stack.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
