import { describe, expect, it } from 'vitest';
import type { RealizationFilter, ValueFilter } from '../content/schema.ts';
import type { EnsembleData } from './ensemble-data.ts';
import { keptRealizations } from './kept-realizations.ts';

const { NaN: none } = Number;
const day = 86_400;
const data: EnsembleData = {
  realizations: Int32Array.of(0, 1, 2, 3),
  times: Float64Array.of(0, 10 * day),
  vectors: new Map([
    ['FOPT', { name: 'FOPT', unit: '', values: Float64Array.of(0, 10, 0, 20, 0, 30, 0, none) }],
  ]),
  parameters: new Map([
    [
      'PORO',
      { kind: 'number', name: 'PORO', unit: '', values: Float64Array.of(0.1, 0.22, 0.3, 0.4) },
    ],
    ['SEAL', { kind: 'category', name: 'SEAL', categories: ['a'], codes: new Int32Array(4) }],
  ]),
};
const filter = (...values: ValueFilter[]): RealizationFilter => ({
  include: [],
  exclude: [],
  values,
});
const kept = (which: RealizationFilter) => [...keptRealizations(data, which).rows];
const poro = { of: 'parameter', name: 'PORO', at: 'end', low: null, high: null } as const;
const fopt = { of: 'vector', name: 'FOPT', at: 'end', low: null, high: null } as const;

describe('a filter by value', () => {
  it('keeps the realizations whose parameter is in the range, including both ends', () => {
    expect(kept(filter({ ...poro, low: 0.22 }))).toEqual([1, 2, 3]);
    expect(kept(filter({ ...poro, low: 0.22, high: 0.3 }))).toEqual([1, 2]);
  });

  it('keeps them by a vector on its last day or between dates, but never those without a value', () => {
    expect(kept(filter({ ...fopt, low: 15 }))).toEqual([1, 2]);
    expect(kept(filter({ ...fopt, at: '1970-01-06', low: 10 }))).toEqual([1, 2]);
    expect(kept(filter(fopt))).toEqual([0, 1, 2]);
  });

  it('is combined with the filter by number and with other filters by value', () => {
    const both = filter({ ...poro, low: 0.2 }, { ...fopt, high: 25 });
    expect(kept(both)).toEqual([1]);
    expect(kept({ ...filter({ ...poro, low: 0.2 }), exclude: [[3, 9]] })).toEqual([1, 2]);
  });

  it('filters nothing by a quantity that the ensemble does not have, or that is text', () => {
    expect(kept(filter({ ...poro, name: 'PERM', low: 1 }))).toEqual([0, 1, 2, 3]);
    expect(kept(filter({ ...poro, name: 'SEAL', low: 1 }))).toEqual([0, 1, 2, 3]);
  });

  it('gives the same rows while the filter is the same', () => {
    const one = filter({ ...poro, low: 0.2 });
    expect(keptRealizations(data, one)).toBe(keptRealizations(data, one));
  });
});
