import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveRealizations, formatRanges, parseRanges } from './realization-ranges.ts';

function parsed(text: string): unknown {
  const result = parseRanges(text);
  return result.ok ? result.ranges : result.message;
}

describe('ranges of realizations', () => {
  it.each([
    [
      '0-49, 60',
      [
        [0, 49],
        [60, 60],
      ],
    ],
    ['', []],
    ['  ', []],
    ['7', [[7, 7]]],
    ['5; 3 ;4', [[3, 5]]],
    ['0 - 9, 5-20, 21', [[0, 21]]],
    ['10–12', [[10, 12]]],
  ])('reads "%s"', (text, ranges) => {
    expect(parsed(text)).toEqual(ranges);
  });

  it.each([
    ['a', '"a" is neither a number nor a range like "0-49".'],
    ['1-2-3', '"1-2-3" is neither a number nor a range like "0-49".'],
    ['-3', '"-3" is neither a number nor a range like "0-49".'],
    ['1.5', '"1.5" is neither a number nor a range like "0-49".'],
    ['9-3', '"9-3" runs backwards: write 3-9.'],
    ['1,,2', 'There is a comma with nothing before or after it.'],
    ['1,', 'There is a comma with nothing before or after it.'],
    ['0-9999999999', '9999999999 is over the highest realization, 2147483647.'],
  ])('refuses "%s" and says why', (text, message) => {
    expect(parsed(text)).toBe(message);
  });

  it('are written as they are parsed', () => {
    const range = fc
      .tuple(fc.nat(500), fc.nat(20))
      .map(([from, more]): [number, number] => [from, from + more]);
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const once = parseRanges(formatRanges(ranges));
        expect(once.ok && parseRanges(formatRanges(once.ranges))).toEqual(once);
      }),
    );
  });
});

describe('effective realizations', () => {
  const realizations = Int32Array.of(0, 1, 2, 5, 9);
  const rows = (include: [number, number][], exclude: [number, number][]) => [
    ...effectiveRealizations(realizations, { include, exclude }).rows,
  ];

  it('are all without a filter', () => {
    expect([...effectiveRealizations(realizations, undefined).rows]).toEqual([0, 1, 2, 3, 4]);
    expect(rows([], [])).toEqual([0, 1, 2, 3, 4]);
  });

  it('are those included and not excluded, as row indices', () => {
    expect(rows([[1, 5]], [])).toEqual([1, 2, 3]);
    expect(
      rows(
        [],
        [
          [0, 1],
          [9, 9],
        ],
      ),
    ).toEqual([2, 3]);
    expect(rows([[0, 5]], [[2, 2]])).toEqual([0, 1, 3]);
  });

  it('are none when everything is excluded', () => {
    expect(rows([], [[0, 100]])).toEqual([]);
  });
});
