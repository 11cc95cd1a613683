import { expect, it } from 'vitest';
import { curveOf, densityOf } from './curves.ts';

const values = Float64Array.of(4, 1, Number.NaN, 2, 3, 5);

it('gives each value its percentile', () => {
  expect(curveOf(values, 'exceedance')).toEqual({
    xs: Float64Array.of(1, 2, 3, 4, 5),
    ys: Float64Array.of(100, 75, 50, 25, 0),
  });
  expect([...curveOf(values, 'cumulative').ys]).toEqual([0, 25, 50, 75, 100]);
});

it('has a density as computed with Python, whose integral is 1', () => {
  // n = 5, deviation 1.5811, interquartile range 2: bandwidth 0.9 * 2 / 1.34 * 5 ** -0.2 = 0.97359.
  const { xs, ys } = densityOf(values);
  expect([xs[0], xs.at(-1)]).toEqual([expect.closeTo(-1.92077, 4), expect.closeTo(7.92077, 4)]);
  const step = (xs[1] ?? 0) - (xs[0] ?? 0);
  expect(ys.reduce((sum, y) => sum + y * step, 0)).toBeCloseTo(1, 2);
  expect(Math.max(...ys)).toBeCloseTo(0.19853, 4);
});

it('has no density if all values are the same', () => {
  expect(densityOf(Float64Array.of(2, 2, 2)).xs.length).toBe(0);
  // A sum of these, divided by their number, is not 0.6988.
  expect(densityOf(new Float64Array(49).fill(0.6988)).xs.length).toBe(0);
});
