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
    'B V [m3] count': [Number.NaN, 1, Number.NaN],
    'B V realization 0': [Number.NaN, 7, Number.NaN],
  });
});
