import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnsembleData } from '../ensembles/ensemble-data.ts';
import { bandsOf, rowOf } from './bands.ts';
import { boxOf } from './box.ts';
import { correlationOf } from './correlation.ts';
import { countIn, histogramOf } from './histogram.ts';
import { percentileOfSorted, sortedNumbers } from './percentile.ts';
import { summarize } from './summary.ts';

const { NaN: missing } = Number;
const numbers = (...values: number[]) => Float64Array.from(values);
const anyNumbers = fc
  .array(fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.constant(missing)), { maxLength: 60 })
  .map((values) => numbers(...values));

describe('percentiles', () => {
  it('interpolate as NumPy does', () => {
    const sorted = numbers(1, 2, 3, 4);
    expect([0, 10, 25, 50, 90, 100].map((p) => percentileOfSorted(sorted, p))).toEqual(
      [1, 1.3, 1.75, 2.5, 3.7, 4].map((value) => expect.closeTo(value, 12)),
    );
  });

  it('are the value itself for one value, and NaN for none', () => {
    expect(percentileOfSorted(numbers(7), 90)).toBe(7);
    expect(percentileOfSorted(numbers(), 50)).toBeNaN();
  });

  it('increase and stay within the values', () => {
    fc.assert(
      fc.property(anyNumbers, fc.nat(100), fc.nat(100), (values, p, q) => {
        const sorted = sortedNumbers(values);
        fc.pre(sorted.length > 0);
        const low = percentileOfSorted(sorted, Math.min(p, q));
        const high = percentileOfSorted(sorted, Math.max(p, q));
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(sorted[0] as number);
        expect(high).toBeLessThanOrEqual(sorted.at(-1) as number);
      }),
    );
  });
});

describe('a summary', () => {
  it('has no deviation from the mean if all values are the same', () => {
    const { mean, standardDeviation } = summarize(new Float64Array(49).fill(0.6988));
    expect([mean, standardDeviation]).toEqual([0.6988, 0]);
  });

  it('has what a table shows, without missing values', () => {
    expect(summarize(numbers(4, missing, 2, 6), [50])).toEqual({
      count: 3,
      missing: 1,
      mean: 4,
      standardDeviation: 2,
      minimum: 2,
      maximum: 6,
      percentiles: [4],
    });
  });

  it('is NaN for no numbers, and has no deviation for one', () => {
    expect(summarize(numbers(missing), [50])).toMatchObject({
      count: 0,
      mean: missing,
      percentiles: [missing],
    });
    expect(summarize(numbers(3)).standardDeviation).toBeNaN();
  });

  it('does not modify the values it reads', () => {
    const values = numbers(3, 1, 2);
    summarize(values);
    expect([...values]).toEqual([3, 1, 2]);
  });
});

describe('bands', () => {
  const values = numbers(1, 10, missing, 3, 30, missing, 8, missing, missing);
  const vector = { name: 'V', unit: '', values };
  const data: EnsembleData = {
    realizations: Int32Array.of(0, 1, 2),
    times: numbers(100, 200, 300),
    vectors: new Map([['V', vector]]),
    parameters: new Map(),
  };

  it('are mean and percentiles at every time, over the given rows', () => {
    const all = bandsOf(data, vector, Int32Array.of(0, 1, 2), [0, 50], 'linear');
    expect([...all.counts]).toEqual([3, 2, 0]);
    expect([...all.mean]).toEqual([4, 20, missing]);
    expect(all.percentiles.map((band) => [...band])).toEqual([
      [1, 10, missing],
      [3, 20, missing],
    ]);
    expect([...bandsOf(data, vector, Int32Array.of(1), [], 'linear').mean]).toEqual([
      3,
      30,
      missing,
    ]);
    expect([...bandsOf(data, vector, Int32Array.of(), [], 'linear').mean]).toEqual([
      missing,
      missing,
      missing,
    ]);
  });

  it('read one realization', () => {
    expect([...rowOf(data, vector, 1)]).toEqual([3, 30, missing]);
  });
});

describe('a histogram', () => {
  it('counts every number once, in the requested number of bins', () => {
    fc.assert(
      fc.property(anyNumbers, fc.integer({ min: 1, max: 60 }), (values, bins) => {
        const sorted = sortedNumbers(values);
        const { edges, counts } = histogramOf(values, bins);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sorted.length);
        if (sorted.length === 0) return;
        expect(counts).toHaveLength(sorted[0] === sorted.at(-1) ? 1 : bins);
        expect(edges).toHaveLength(counts.length + 1);
        expect([edges[0], edges.at(-1)]).toEqual([sorted[0], sorted.at(-1)]);
      }),
    );
  });

  it('puts a value on an edge into the upper bin, and the highest into the last', () => {
    const { edges, counts } = histogramOf(numbers(0, 1, 2, 3, 4), 4);
    expect([...edges]).toEqual([0, 1, 2, 3, 4]);
    expect([...counts]).toEqual([1, 1, 1, 2]);
  });

  it('has the same counts as NumPy', () => {
    const values = numbers(
      ...[0.3, 1.7, 2.2, 2.9, 3.1, 4.4, 4.5, 5.0, 5.5, 6.1, 6.6, 7.3, 8.8, 9.9, 10.3],
    );
    const { edges, counts } = histogramOf(values, 20);
    expect([...counts]).toEqual([1, 0, 1, 1, 0, 2, 0, 0, 2, 1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 2]);
    expect([edges[0], edges[1], edges[20]]).toEqual([0.3, 0.8, 10.3]);
  });

  it('is one bin if all values are the same', () => {
    const { edges, counts } = histogramOf(numbers(5, 5, missing), 20);
    expect([[...edges], [...counts]]).toEqual([[5, 5], [2]]);
  });

  it('counts a value on an edge in the bin that begins there, and the last edge in the last bin', () => {
    const edges = numbers(0, 0.1, 0.2, 0.30000000000000004);
    expect([...countIn(edges, edges)]).toEqual([1, 1, 2]);
    expect([...countIn(edges, numbers(-1, 9, missing))]).toEqual([0, 0, 0]);
  });
});

describe('a box', () => {
  it('has quartiles, whiskers at the last values within 1.5 interquartile ranges, and outliers', () => {
    expect(boxOf(numbers(1, 2, 3, 4, 5, 100))).toEqual({
      lowWhisker: 1,
      q1: 2.25,
      median: 3.5,
      q3: 4.75,
      highWhisker: 5,
      outliers: numbers(100),
    });
  });

  it('has ordered values for any numbers, and is undefined for none', () => {
    expect(boxOf(numbers(missing))).toBeUndefined();
    fc.assert(
      fc.property(anyNumbers, (values) => {
        const box = boxOf(values);
        if (!box) return;
        const { lowWhisker, q1, median, q3, highWhisker } = box;
        const drawn = [lowWhisker, q1, median, q3, highWhisker];
        expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
      }),
    );
  });
});

describe('a correlation', () => {
  it('is 1 for a rising line, with the line itself', () => {
    const result = correlationOf(numbers(1, 2, 3, 4), numbers(3, 5, 7, 9));
    expect(result).toEqual({ count: 4, pearson: 1, spearman: 1, slope: 2, intercept: 1 });
  });

  it('by rank is 1 for any increasing relation, and equal values share ranks', () => {
    expect(correlationOf(numbers(1, 2, 3, 4), numbers(1, 10, 100, 1000)).spearman).toBeCloseTo(
      1,
      12,
    );
    expect(correlationOf(numbers(1, 2, 2, 3), numbers(1, 2, 3, 4)).spearman).toBeCloseTo(0.9487, 4);
  });

  it('ignores pairs with a missing number', () => {
    const result = correlationOf(numbers(1, 2, missing, 4, 5), numbers(2, 4, 6, missing, 10));
    expect(result).toMatchObject({ count: 3, pearson: 1 });
  });

  it('is NaN for fewer than three pairs or a constant column', () => {
    expect(correlationOf(numbers(1, 2), numbers(3, 4)).pearson).toBeNaN();
    expect(correlationOf(numbers(1, 1, 1), numbers(3, 4, 5)).pearson).toBeNaN();
    // Neither 0.1 nor a sum of it is exact.
    const same = new Float64Array(10).fill(0.1);
    expect(
      correlationOf(
        same,
        same.map((_, i) => i),
      ).pearson,
    ).toBeNaN();
  });

  it('is the same both ways and stays between -1 and 1', () => {
    const pair = fc.tuple(
      fc.integer({ min: -1000, max: 1000 }),
      fc.integer({ min: -1000, max: 1000 }),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 3, maxLength: 50 }), (pairs) => {
        const x = numbers(...pairs.map(([a]) => a));
        const y = numbers(...pairs.map(([, b]) => b));
        const { pearson, spearman } = correlationOf(x, y);
        const back = correlationOf(y, x);
        if (Number.isNaN(pearson)) return;
        expect(back.pearson).toBeCloseTo(pearson, 10);
        expect(back.spearman).toBeCloseTo(spearman, 10);
        expect(Math.max(Math.abs(pearson), Math.abs(spearman))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
