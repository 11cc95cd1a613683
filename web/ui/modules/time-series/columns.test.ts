import { expect, it } from 'vitest';
import { shownEnsemble } from '../testing.ts';
import { columnsOf } from './columns.ts';
import { tracesOf } from './traces.ts';

it('has a row for each date of all ensembles, statistics first, and NaN where a realization has no value', () => {
  const one = shownEnsemble('A', { days: [0, 2], values: [[1, 3]] });
  const other = shownEnsemble('B', { days: [1], values: [[7]] });
  const traces = tracesOf([one, other], { vectors: ['V'], ranks: [10], count: 'exceedance' });
  const columns = Object.fromEntries(columnsOf(traces).map((one) => [one.label, [...one.values]]));
  expect(columns).toMatchObject({
    Date: ['1970-01-01', '1970-01-02', '1970-01-03'],
    'A V [m3] mean': [1, 2, 3],
    'A V [m3] P10 (high)': [1, 2, 3],
    'A V realization 0': [1, Number.NaN, 3],
    'B V [m3] count': [0, 1, 0],
    'B V realization 0': [Number.NaN, 7, Number.NaN],
  });
});

it('counts only the realizations of each date, also on dates of other ensembles', () => {
  const none = Number.NaN;
  const one = shownEnsemble('A', {
    days: [0, 2, 4],
    values: [
      [0, 2, 4],
      [10, 30, none],
      [2, 8, 16],
    ],
  });
  const other = shownEnsemble('B', { days: [1, 3], values: [[7, 8]] });
  const traces = tracesOf([one, other], { vectors: ['V'], ranks: [10], count: 'exceedance' });
  const columns = Object.fromEntries(columnsOf(traces).map((one) => [one.label, [...one.values]]));
  // Realizations on days 0 to 4: 0, 1, 2, 3, 4; 10, 20, 30; 2, 5, 8, 12, 16. NumPy: percentile(..., 90).
  expect(columns).toMatchObject({
    'A V [m3] mean': [4, 26 / 3, 40 / 3, 7.5, 10].map((mean) => expect.closeTo(mean, 10)),
    'A V [m3] P10 (high)': [8.4, 17, 25.6, 11.1, 14.8].map((value) => expect.closeTo(value, 10)),
    'A V [m3] count': [3, 3, 3, 2, 2],
  });
});
