import { expect, it } from 'vitest';
import type { Cell, Column } from '../take-away/column.ts';
import { fileName, nextSort, orderOf, toCsv, toTabs } from '../take-away/column.ts';

const column = (key: string, values: readonly Cell[]): Column => ({
  key,
  label: key,
  values,
  format: String,
});

it('sorts numbers and words in both directions, with missing values last', () => {
  const columns = [column('n', [3, Number.NaN, 1, 2]), column('w', ['b10', '', 'b9', 'a'])];
  const sorted = (key: string, descending: boolean) => [
    ...orderOf(columns, { column: key, descending }),
  ];
  expect(sorted('n', false)).toEqual([2, 3, 0, 1]);
  expect(sorted('n', true)).toEqual([0, 3, 2, 1]);
  expect(sorted('w', false)).toEqual([3, 2, 0, 1]);
  expect(sorted('gone', false)).toEqual([0, 1, 2, 3]);
});

it('cycles from ascending to descending to unsorted', () => {
  const first = nextSort(null, 'n');
  const second = nextSort(first, 'n');
  expect([first?.descending, second?.descending, nextSort(second, 'n')]).toEqual([
    false,
    true,
    null,
  ]);
});

it('writes all digits, quotes where necessary, and keeps names from becoming formulas', () => {
  const columns = [column('a, "b"', [0.1 + 0.2, Number.NaN]), column('=1+1', ['@x', 'two\nlines'])];
  const order = orderOf(columns, null);
  expect(toCsv(columns, order)).toBe(
    `\uFEFF"a, ""b""",'=1+1\r\n0.30000000000000004,'@x\r\n,"two\nlines"\r\n`,
  );
  expect(toTabs(columns, order)).toContain("0.30000000000000004\t'@x\r\n\ttwo lines");
});

it('makes a valid file name of any names', () => {
  expect(fileName(['North/flank:', 'WOPR:A-1'])).toBe('North-flank- WOPR-A-1.csv');
});
