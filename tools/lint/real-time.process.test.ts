/** Tests the lint rule against the real clock, real timers and random numbers in kernel and workbench. */
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
/** A computed date needs no clock. */
const ALLOWED = ['new Date(5)', 'Date.UTC(2026, 1)', 'Date.parse("")', 'Math.max(1, 2)'];

test.each(['web/kernel/save', 'web/workbench/session'])('%s may not use real time', (folder) => {
  expect(refused(folder, [...REFUSED, ...ALLOWED])).toEqual(REFUSED);
});

test('Elsewhere the real clock is allowed', () => {
  expect(refused('web/adapters', REFUSED)).toEqual([]);
});

/** The expressions that the linter refuses in a file of this folder. */
function refused(folder: string, expressions: readonly string[]): string[] {
  const text = expressions.map((one, index) => `export const a${index} = ${one};\n`).join('');
  const lines = lintFiles(new Map([[`${folder}/probe.ts`, text]])).map(({ line }) => line);
  return expressions.filter((_, index) => lines.includes(index + 1));
}
