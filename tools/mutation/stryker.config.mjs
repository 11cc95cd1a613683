/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  packageManager: 'npm',
  // It would rewrite the compiler's settings by an API that TypeScript 7 has not; the tests do not read them.
  tsconfigFile: 'none',
  // It would put a line on top of every file, and a test compares an example with its text in the docs.
  disableTypeChecks: false,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: true },
  // What runs when a file is loaded (schemas, limits, words) costs a start of the runner for each mutant: three
  // quarters of the time. `MUTATE_STATIC=1` tries these too.
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
