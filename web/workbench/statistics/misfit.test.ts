import { expect, it } from 'vitest';
import type { EnsembleData } from '../ensembles/ensemble-data.ts';
import { misfitOf } from './misfit.ts';

const { NaN: none } = Number;
const vector = {
  name: 'V',
  unit: '',
  values: Float64Array.of(0, 10, 20, 5, 5, none, none, none, none),
};
const data: EnsembleData = {
  realizations: Int32Array.of(0, 1, 2),
  times: Float64Array.of(0, 10, 20),
  vectors: new Map([['V', vector]]),
  parameters: new Map(),
};
const rows = Int32Array.of(0, 1, 2);
const times = Float64Array.of(5, 20);
const values = Float64Array.of(6, 16);

it('is the root mean square over the observations within a realization, also between its dates', () => {
  const errors = Float64Array.of(none, none);
  const {
    values: misfits,
    counts,
    inDeviations,
  } = misfitOf(data, vector, rows, { times, values, errors }, 'linear');
  // Python: sqrt(((5-6)**2 + (20-16)**2) / 2) is 2.9154759; only the first observation is within the second realization.
  expect([...misfits]).toEqual([expect.closeTo(2.9154759, 6), 1, none]);
  expect(inDeviations).toBe(false);
  expect([...counts]).toEqual([2, 1, 0]);
});

it('is in standard deviations if all are known', () => {
  const errors = Float64Array.of(0.5, 2);
  const { values: misfits, inDeviations } = misfitOf(
    data,
    vector,
    rows,
    { times, values, errors },
    'linear',
  );
  // Python: sqrt(((5-6)/0.5)**2 + ((20-16)/2)**2) / sqrt(2) is 2.
  expect([...misfits]).toEqual([expect.closeTo(2, 10), 2, none]);
  expect(inDeviations).toBe(true);
});
