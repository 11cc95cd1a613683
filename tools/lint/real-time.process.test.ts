/** The rule that keeps the real clock, real waits and chance out of the kernel and the workbench. */
import { expect, test } from 'vitest';
import { lintFiles } from './lint-files.ts';

const REFUSED = [
  'Date.now()',
  'new Date()',
  'Date()',
  'performance.now()',
  'Math.random()',
  'setTimeout(() => 0, 1)',
  'globalThis.setTimeout(() => 0, 1)',
  'setInterval(() => 0, 1)',
  '(now = Date.now) => now()',
];
/** A date that is worked out needs no clock. */
const ALLOWED = ['new Date(5)', 'Date.UTC(2026, 1)', 'Date.parse("")', 'Math.max(1, 2)'];

test.each(['web/kernel/save', 'web/workbench/session'])('%s takes no real time', (folder) => {
  expect(refused(folder, [...REFUSED, ...ALLOWED])).toEqual(REFUSED);
});

test('Elsewhere the real clock may be asked', () => {
  expect(refused('web/adapters', REFUSED)).toEqual([]);
});

/** Which of these the linter refuses in a file of this folder. */
function refused(folder: string, expressions: readonly string[]): string[] {
  const text = expressions.map((one, index) => `export const a${index} = ${one};\n`).join('');
  const lines = lintFiles(new Map([[`${folder}/probe.ts`, text]])).map(({ line }) => line);
  return expressions.filter((_, index) => lines.includes(index + 1));
}
