/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  packageManager: 'npm',
  // It would rewrite the compiler's settings by an API that TypeScript 7 has not; the tests do not read them.
  tsconfigFile: 'none',
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: true },
  // A mutant of a constant is in every test of its file; leaving them out would leave most words and limits untried.
  ignoreStatic: false,
  ignorePatterns: ['dist', 'bench/results', 'docs/pictures', '.local', '.tsc', '.stryker-tmp'],
  tempDirName: '.stryker-tmp',
  concurrency: 2,
  reporters: ['clear-text', 'progress-append-only', 'html'],
  htmlReporter: { fileName: '.stryker-tmp/report.html' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
