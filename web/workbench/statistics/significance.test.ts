import { describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';
import { significantCorrelation } from './significance.ts';

// From the tables of critical values of Pearson's r, two-sided 5 %.
it.each([
  [3, 0.997],
  [5, 0.878],
  [10, 0.632],
  [20, 0.444],
  [50, 0.279],
  [100, 0.197],
])('the correlation of %i pairs is significant from %d', (n, r) => {
  expect(significantCorrelation(n)).toBeCloseTo(r, 3);
});

describe('a design of one parameter at a time', () => {
  const parameters = [
    { name: 'A', values: ['1', '0.5', '2', '1', '1'] },
    { name: 'B', values: ['7', '7', '7', '7', '9'] },
    { name: 'C', values: ['x', 'x', 'x', 'x', 'x'] },
  ];

  it('ranks parameters by their effect on the response', () => {
    expect(oneAtATime(parameters, Float64Array.of(10, 8, 15, 10, 11))).toEqual({
      base: 10,
      swings: [
        { name: 'A', low: 8, high: 15, lowAt: '0.5', highAt: '2' },
        { name: 'B', low: 10, high: 11, lowAt: '7', highAt: '9' },
      ],
    });
  });

  it('is not recognised if two parameters change at once, none changes, or the base has no response', () => {
    const both = [
      { name: 'A', values: ['1', '0.5', '2', '1', '3'] },
      { name: 'B', values: ['7', '7', '7', '7', '9'] },
    ];
    const response = Float64Array.of(10, 8, 15, 10, 11);
    expect(oneAtATime(both, response)).toBeNull();
    expect(oneAtATime(parameters.slice(2), response)).toBeNull();
    const missing = Float64Array.of(Number.NaN, 8, 15, Number.NaN, 11);
    expect(oneAtATime(parameters, missing)).toBeNull();
    expect(oneAtATime([], response)).toBeNull();
  });
});
