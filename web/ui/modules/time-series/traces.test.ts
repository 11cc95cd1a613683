import { expect, it } from 'vitest';
import { shownEnsemble } from '../testing.ts';
import { tracesOf } from './traces.ts';

const daily = shownEnsemble('Daily', {
  days: [0, 1, 2],
  values: [
    [1, 2, 3],
    [3, Number.NaN, 9],
  ],
});
const other = shownEnsemble('Other', { days: [1, 5], values: [[7, 8]] });

it('brings ensembles with different times on all of them together', () => {
  const { times, list, unit } = tracesOf([daily, other], 'V', [50]);
  expect([...times].map((seconds) => seconds / 86_400)).toEqual([0, 1, 2, 5]);
  expect(list.map(({ mean }) => [...mean])).toEqual([
    [2, 2, 6, null],
    [null, 7, null, 8],
  ]);
  expect(unit).toBe('m3');
});

it('draws a gap where a realization has no value, and copies nothing where all have one', () => {
  const [trace] = tracesOf([daily], 'V', []).list;
  expect(trace?.lines[0]).toBeInstanceOf(Float64Array);
  expect(trace?.lines[1]).toEqual([3, null, 9]);
});

it('counts only the realizations that the filter leaves, and tells their numbers', () => {
  const { list, summary } = tracesOf([{ ...daily, rows: Int32Array.of(1) }], 'V', [10]);
  expect([...(list[0]?.realizations ?? [])]).toEqual([10]);
  expect(summary).toBe(
    'V over time. Daily, 1 realization: the mean is 3 on 1970-01-01, highest with 9 on 1970-01-03, and 9 on 1970-01-03.',
  );
});

it('leaves out ensembles without the vector or without a realization', () => {
  const none = { ...daily, rows: new Int32Array(0) };
  expect(tracesOf([none], 'V', []).list).toEqual([]);
  expect(tracesOf([daily], 'W', []).list).toEqual([]);
});
