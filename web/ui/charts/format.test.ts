import { expect, it } from 'vitest';
import { columnFormat, readoutFormat } from './format.ts';

const all = (values: readonly number[]) => values.map(readoutFormat(values));

it('formats the numbers of a readout with the same decimals, and millions like the axes', () => {
  expect(all([11_607.4, 8469.2])).toEqual(['11,607', '8,469']);
  expect(all([35_453_108, 9_974_605, -120_000])).toEqual(['35.45M', '9.97M', '-0.12M']);
  expect(all([2.5e9, 1e9])).toEqual(['2.500G', '1.000G']);
  expect(all([0.03859, 0.0951])).toEqual(['0.03859', '0.09510']);
  expect(all([12, 100])).toEqual(['12', '100']);
});

it('never shows a number as zero beside larger ones, and gives small ones four significant digits of their own', () => {
  expect(all([35_453_108, 1234.56, 0, 0.5])).toEqual(['35.45M', '1,235', '0', '0.5']);
  expect(all([-35_453_108, -12_345])).toEqual(['-35.45M', '-12,350']);
  expect(all([11_607.4, 0.4321, 0])).toEqual(['11,607', '0.4321', '0']);
  expect(all([0, 0])).toEqual(['0', '0']);
  const column = columnFormat(Float64Array.of(1584.6, 0.25, 12.4, 0));
  expect([0.25, 12.4, 0].map(column)).toEqual(['0.25', '12', '0']);
});

it('formats a missing number as a dash', () => {
  expect([undefined, Number.NaN, 5].map(readoutFormat([undefined, Number.NaN, 5]))).toEqual([
    '\u2013',
    '\u2013',
    '5',
  ]);
  expect(readoutFormat([])(undefined)).toBe('\u2013');
});

it('gives the largest number of a column four significant digits', () => {
  expect(columnFormat(Float64Array.of(0.0123, 0.5))(0.0123)).toBe('0.0123');
  expect(columnFormat(Float64Array.of(1234.5, 2))(2)).toBe('2');
});
