/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  packageManager: 'npm',
  // Otherwise Stryker rewrites tsconfig with an API that TypeScript 7 lacks; the tests do not need it.
  tsconfigFile: 'none',
  // Otherwise Stryker adds a line to every file, and a test compares an example file with the docs.
  disableTypeChecks: false,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: true },
  // Mutants in code that runs while a file is loaded (schemas, limits, texts) need a new runner each, three quarters
  // of the time. `MUTATE_STATIC=1` includes them.
  ignoreStatic: process.env.MUTATE_STATIC !== '1',
  ignorePatterns: ['dist', 'bench/results', 'docs/pictures', '.local', '.tsc', '.stryker-tmp'],
  tempDirName: '.stryker-tmp',
  concurrency: 2,
  reporters: ['clear-text', 'progress-append-only', 'html'],
  htmlReporter: { fileName: '.stryker-tmp/report.html' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  timeoutMS: 2000,
  thresholds: { high: 95, low: 85, break: 85 },
};
