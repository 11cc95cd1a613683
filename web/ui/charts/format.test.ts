import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnFormat, fixed, formatNumber, readoutFormat } from './format.ts';

const all = (values: readonly number[]) => values.map(readoutFormat(values));

it('formats the numbers of a readout with the same decimals, and millions like the axes', () => {
  expect(all([11_607.4, 8469.2])).toEqual(['11,607', '8,469']);
  expect(all([35_453_108, 9_974_605, -120_000])).toEqual(['35.45M', '9.97M', '-120,000']);
  expect(all([2.5e9, 1e9])).toEqual(['2.500G', '1.000G']);
  expect(all([0.03859, 0.0951])).toEqual(['0.03859', '0.09510']);
  expect(all([12, 100])).toEqual(['12', '100']);
});

it('never shows a number as zero beside larger ones, and gives small ones four significant digits of their own', () => {
  expect(all([35_453_108, 1234.56, 0, 0.5])).toEqual(['35.45M', '1,235', '0', '0.5']);
  expect(all([-35_453_108, -12_345])).toEqual(['-35.45M', '-12,350']);
  expect(all([11_607.4, 0.4321, 0])).toEqual(['11,607', '0.4321', '0']);
  // Two digits would be read as another number; exact ones lose nothing.
  expect(all([1_000_000, 1500, 900_000, 99_400])).toEqual(['1.000M', '1,500', '0.900M', '99,400']);
  expect(all([2.5e9, 5_432_100])).toEqual(['2.500G', '5.432M']);
  expect(all([11_607.4, 12.43, 100.7, 15])).toEqual(['11,607', '12.43', '101', '15']);
  expect(all([12.345, 0.5, 0.4567])).toEqual(['12.35', '0.50', '0.4567']);
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

/** All sizes of numbers, and those that lie between two roundings as they are written. */
const numbers = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.tuple(fc.integer(), fc.integer({ min: -9, max: 9 })).map(([n, e]) => Number(`${n}5e${e}`)),
);

it('formats as the formatter of the browser does, with which a first chart need not wait', () => {
  const decimals = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(numbers, decimals, (any, digits) => {
      const value = any + 0 || 0;
      const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      // With more digits than a number can hold, the last ones mean nothing.
      if (Math.abs(value) * 10 ** digits < 1e15) {
        expect(fixed(value, digits)).toBe(value.toLocaleString('en', options));
      }
      if (value !== 0 && Math.abs(value) < 1e-3) return;
      const four = { maximumSignificantDigits: 4 };
      expect(formatNumber(value)).toBe(value.toLocaleString('en', four));
    }),
    {
      numRuns: 500,
      examples: [
        [1.0005, 3],
        [999.95, 1],
        [-0.4, 0],
        [1e21, 2],
        [0, 2],
      ],
    },
  );
});
