import { expect, it } from 'vitest';
import type { Column } from '../take-away/column.ts';
import { numberParameter, shownEnsemble } from '../testing.ts';
import { columnsByDay, columnsByRealization, statisticsByEnsemble } from './columns.ts';

const ensemble = shownEnsemble('A', {
  days: [0, 1],
  values: [
    [1, 10],
    [3, 30],
    [5, 90],
  ],
  rows: [0, 1],
  parameters: [
    numberParameter('P', [0.1, 0.2, 0.3]),
    {
      kind: 'category',
      name: 'K',
      categories: ['open', 'sealing'],
      codes: Int32Array.of(1, -1, 0),
    },
  ],
});
const shape = (columns: readonly Column[]) =>
  Object.fromEntries(columns.map(({ label, values }) => [label, [...values]]));

it('has a row for each day with mean, percentiles and range of the filtered realizations', () => {
  expect(shape(columnsByDay([ensemble], ['V'], { ranks: [10, 50], count: 'exceedance' }))).toEqual({
    Day: ['1970-01-01', '1970-01-02'],
    'Mean [m3]': [2, 20],
    'Std dev [m3]': [expect.closeTo(Math.SQRT2, 10), expect.closeTo(10 * Math.SQRT2, 10)],
    // NumPy: percentile([1, 3], 90) is 2.8, percentile([10, 30], 90) is 28.
    'P10 (high) [m3]': [expect.closeTo(2.8, 10), expect.closeTo(28, 10)],
    'P50 [m3]': [2, 20],
    'Minimum [m3]': [1, 10],
    'Maximum [m3]': [3, 30],
    'Realizations of 3': [2, 2],
  });
});

it('has a row for each realization with the last value and its parameters, words included', () => {
  expect(shape(columnsByRealization([ensemble], ['V'], 'end'))).toEqual({
    Realization: [0, 10],
    'V [m3] on 1970-01-02': [10, 30],
    P: [0.1, 0.2],
    K: ['sealing', ''],
  });
});

it('has no columns by day for a missing vector', () => {
  expect(columnsByDay([ensemble], ['W'], { ranks: [], count: 'exceedance' })).toEqual([]);
});

it('shows several ensembles and vectors side by side, each on its own days', () => {
  const other = shownEnsemble('B', { days: [1, 2], values: [[7, 8]] });
  const byDay = shape(columnsByDay([ensemble, other], ['V'], { ranks: [], count: 'exceedance' }));
  expect(byDay).toMatchObject({
    Day: ['1970-01-01', '1970-01-02', '1970-01-03'],
    'A V Mean [m3]': [2, 20, Number.NaN],
    'B V Mean [m3]': [Number.NaN, 7, 8],
  });
  expect(shape(columnsByRealization([ensemble, other], ['V'], '1970-01-02'))).toMatchObject({
    Ensemble: ['A', 'A', 'B'],
    Realization: [0, 10, 0],
    'V [m3] on 1970-01-02': [10, 30, 7],
    P: [0.1, 0.2, Number.NaN],
    K: ['sealing', '', ''],
  });
});

it('has statistics of each ensemble by itself, and none where it has no such column', () => {
  const metric = shownEnsemble('A', {
    days: [0],
    values: [[2], [4], [9], [Number.NaN]],
    parameters: [numberParameter('P', [1, 2, 3, 4])],
  });
  const other = shownEnsemble('B', { days: [0], values: [[100], [300]] });
  const field = shownEnsemble('C', { days: [0], values: [[7]], unit: 'bbl' });
  const all = [metric, other, field];
  const columns = columnsByRealization(all, ['V'], 'end');
  const rows = statisticsByEnsemble(all, columns, { ranks: [10], count: 'exceedance' });
  expect(columns.map(({ label }) => label).slice(2)).toEqual([
    'V [m3] on 1970-01-01',
    'V [bbl] on 1970-01-01',
    'P',
  ]);
  // NumPy: mean([2, 4, 9]) is 5, std(..., ddof=1) 3.6056, percentile(..., 90) 8.
  expect(rows.map(({ heads, cells }) => [...heads, ...cells.map(({ text }) => text)])).toEqual([
    ['A', 'Mean', '5', '', '3'],
    ['A', 'Std dev', '3.606', '', '1.291'],
    ['A', 'Minimum', '2', '', '1'],
    ['A', 'Maximum', '9', '', '4'],
    ['A', 'P10 (high)', '8', '', '4'],
    ['A', 'Count', '3', '', '4'],
    ['A', 'Missing', '1', '', '0'],
    ['B', 'Mean', '200', '', ''],
    ['B', 'Std dev', '141.4', '', ''],
    ['B', 'Minimum', '100', '', ''],
    ['B', 'Maximum', '300', '', ''],
    ['B', 'P10 (high)', '280', '', ''],
    ['B', 'Count', '2', '', ''],
    ['B', 'Missing', '0', '', ''],
    ['C', 'Mean', '', '7', ''],
    ['C', 'Std dev', '', '\u2013', ''],
    ['C', 'Minimum', '', '7', ''],
    ['C', 'Maximum', '', '7', ''],
    ['C', 'P10 (high)', '', '7', ''],
    ['C', 'Count', '', '1', ''],
    ['C', 'Missing', '', '0', ''],
  ]);
  const alone = statisticsByEnsemble([other], columnsByRealization([other], ['V'], 'end'), {
    ranks: [],
    count: 'exceedance',
  });
  expect(alone[0]).toMatchObject({ heads: ['Mean'], cells: [{ text: '200' }] });
});

it('has a column for each unit, so that values and statistics never mix units', () => {
  const depth = (unit: string, ...values: number[]) => [{ ...numberParameter('Z', values), unit }];
  const metric = shownEnsemble('A', {
    days: [0],
    values: [[1], [3]],
    parameters: depth('m', 10, 20),
  });
  const field = shownEnsemble('B', {
    ...{ days: [0], values: [[7]], unit: 'bbl' },
    parameters: depth('ft', 30),
  });
  const columns = columnsByRealization([metric, field], ['V'], 'end');
  expect(shape(columns)).toEqual({
    Ensemble: ['A', 'A', 'B'],
    Realization: [0, 10, 0],
    'V [m3] on 1970-01-01': [1, 3, Number.NaN],
    'V [bbl] on 1970-01-01': [Number.NaN, Number.NaN, 7],
    'Z [m]': [10, 20, Number.NaN],
    'Z [ft]': [Number.NaN, Number.NaN, 30],
  });
  expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
  // The rows of the other ensemble are empty, but do not count as missing.
  expect(columns.slice(2).map(({ outside }) => outside)).toEqual([['B'], ['A'], ['B'], ['A']]);
});
