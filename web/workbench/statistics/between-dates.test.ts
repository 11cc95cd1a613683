import { describe, expect, it } from 'vitest';
import type { EnsembleData } from '../ensembles/ensemble-data.ts';
import { bandsOf } from './bands.ts';
import { betweenDates, filledValues, lastTimeUpTo, valuesAtTime } from './between-dates.ts';

const { NaN: none } = Number;

// Realizations with different dates; the second ends early, the fourth begins late.
const values = [
  [0, 10, none, 40, 70, 100],
  [2, none, 20, none, none, none],
  [4, none, none, none, 12, none],
  [none, 5, none, 6, none, 9],
];
const vector = { name: 'V', unit: '', values: Float64Array.from(values.flat()) };
const data: EnsembleData = {
  realizations: Int32Array.of(0, 1, 2, 3),
  times: Float64Array.of(0, 10, 15, 20, 30, 40),
  vectors: new Map([['V', vector]]),
  parameters: new Map(),
};
const rows = Int32Array.of(0, 1, 2, 3);
const close = (list: readonly number[]) =>
  list.map((value) => (Number.isNaN(value) ? none : expect.closeTo(value, 10)));

// Expected values were computed with Python: NumPy's `interp` inside each realization's range, then its `percentile`.
describe('statistics of realizations on different dates', () => {
  it('interpolate each realization linearly between its own dates, and never outside', () => {
    const bands = bandsOf(data, vector, rows, [10, 50, 90], 'linear');
    expect([...bands.counts]).toEqual([3, 4, 4, 3, 3, 2]);
    expect([...bands.mean]).toEqual(
      close([2, 8.916666666667, 14.625, 18.444444444444, 29.833333333333, 54.5]),
    );
    expect([...bands.deviation]).toEqual(
      close([2, 3.975620147292, 9.375277773663, 18.741911835756, 34.858045460601, 64.346717087976]),
    );
    expect(bands.percentiles.map((band) => [...band])).toEqual([
      close([0.4, 5.5, 6.25, 6.666666666667, 8.4, 18.1]),
      close([2, 8.333333333333, 14, 9.333333333333, 12, 54.5]),
      close([3.6, 12.8, 23.5, 33.866666666667, 58.4, 90.9]),
    ]);
  });

  it('use, for rates, the value of the previous date of each realization', () => {
    const bands = bandsOf(data, vector, rows, [10, 50, 90], 'step');
    expect([...bands.counts]).toEqual([3, 4, 4, 3, 3, 2]);
    expect([...bands.mean]).toEqual(close([2, 5.25, 9.75, 16.666666666667, 29.333333333333, 54.5]));
    expect(bands.percentiles.map((band) => [...band])).toEqual([
      close([0.4, 2.6, 4.3, 4.4, 7.2, 18.1]),
      close([2, 4.5, 7.5, 6, 12, 54.5]),
      close([3.6, 8.5, 17, 33.2, 58.4, 90.9]),
    ]);
  });

  it('are cached as long as vector and realizations are the same', () => {
    const once = bandsOf(data, vector, rows, [10, 90], 'linear');
    expect(bandsOf(data, vector, rows, [10, 90], 'linear')).toBe(once);
    expect(bandsOf(data, vector, rows.slice(), [10, 90], 'linear')).not.toBe(once);
    expect(bandsOf(data, vector, rows, [10, 90], 'step')).not.toBe(once);
  });
});

describe('a vector at a day', () => {
  const at = (seconds: number, between: 'step' | 'linear') => [
    ...valuesAtTime(data, vector, rows, seconds, between),
  ];

  it('is interpolated between the dates around it, and absent before a realization begins and after it ends', () => {
    expect(at(-1, 'linear')).toEqual([none, none, none, none]);
    expect(at(0, 'linear')).toEqual([0, 2, 4, none]);
    expect(at(12, 'linear')).toEqual(close([16, 16.4, 7.2, 5.2]));
    expect(at(18, 'linear')).toEqual(close([34, none, 8.8, 5.8]));
    expect(at(35, 'linear')).toEqual(close([85, none, none, 8.25]));
    expect(at(40, 'linear')).toEqual([100, none, none, 9]);
    expect(at(41, 'linear')).toEqual([none, none, none, none]);
  });

  it('is, for a rate, the value of the previous date', () => {
    expect(at(12, 'step')).toEqual([10, 2, 4, 5]);
    expect(at(18, 'step')).toEqual([10, none, 4, 5]);
    expect(at(35, 'step')).toEqual([70, none, none, 6]);
    expect(at(41, 'step')).toEqual([none, none, none, none]);
  });
});

it('copies nothing if no value is missing', () => {
  const whole = { name: 'W', unit: '', values: Float64Array.of(1, 2, 3, 4, 5, 6) };
  expect(filledValues(data, whole, 'linear')).toBe(whole.values);
});

it('uses no value of one realization for the next', () => {
  const times = Float64Array.of(0, 10, 20);
  const values = Float64Array.of(1, 2, 3, none, 5, none, 7, 8, 9);
  const two = { name: 'V', unit: '', values };
  for (const between of ['step', 'linear'] as const) {
    expect([...filledValues({ ...data, times }, { ...two }, between)]).toEqual([...values]);
  }
});

it('finds the last time that is not later than a given one', () => {
  const found = [-1, 0, 9, 10, 39, 40, 99].map((time) => lastTimeUpTo(data.times, time));
  expect(found).toEqual([-1, 0, 0, 1, 4, 5, 5]);
  expect(lastTimeUpTo(new Float64Array(0), 1)).toBe(-1);
});

it('treats a vector as a rate by its name or, if the name does not tell, by its unit', () => {
  const rule = (name: string, unit = '') => betweenDates({ name, unit });
  for (const name of ['FOPR', 'FOPRH', 'WWIR:A-1', 'GGPR:NORTH', 'FLPR', 'WGLIR:B', 'ROPRF:3'])
    expect([name, rule(name)]).toEqual([name, 'step']);
  for (const name of ['FOPT', 'FOPTH', 'FPR', 'WBHP:A-1', 'FWCT', 'FGOR', 'FOE', 'PRESSURE'])
    expect([name, rule(name)]).toEqual([name, 'linear']);
  expect([rule('oil', 'STB/DAY'), rule('oil', 'm3/d'), rule('oil', 'm3')]).toEqual([
    'step',
    'step',
    'linear',
  ]);
  expect(rule('FGOR', 'Sm3/Sm3')).toBe('linear');
});
