import { expect, it } from 'vitest';
import { effectiveRealizations } from '../../../workbench/ensembles/realization-ranges.ts';
import { contentFrom } from '../../../workbench/testing/contents.ts';
import { parameterOf, vectorAt } from '../quantity.ts';
import { shownEnsemble } from '../testing.ts';
import { brushOf, includeOnly } from './brush.tsx';

const ensemble = shownEnsemble('A', { days: [0], values: [[1], [2], [3]], rows: [0, 2] });
const quantity = { of: 'vector', name: 'V', at: 'end' } as const;

it('contains the realizations that pass the filter and are in the range, both ends included', () => {
  const quantities = vectorAt([ensemble], 'V', 'end');
  const brush = brushOf(quantity, quantities, { min: 2, max: 3 });
  expect([...(brush?.realizations.get('A') ?? [])]).toEqual([20]);
  expect(brush?.among).toBe(2);
  expect(brushOf(quantity, quantities, { min: 1.5, max: 2.5 })).toBeNull();
});

it('knows the words in its range, and keeps their realizations by number', () => {
  const facies = shownEnsemble('A', {
    ...{ days: [0], values: [[1], [2], [3], [4]] },
    parameters: [
      {
        kind: 'category',
        name: 'F',
        categories: ['none', 'sand', 'shale'],
        codes: Int32Array.of(0, 1, 2, 0),
      },
    ],
  });
  const bare = { ...facies, id: 'B', data: { ...facies.data } };
  bare.data.parameters = new Map([
    ['F', { kind: 'category', name: 'F', categories: ['shale'], codes: new Int32Array(4) }],
  ]);
  const quantities = parameterOf([facies, bare], 'F');
  const brush = brushOf({ of: 'parameter', name: 'F', at: 'end' }, quantities, {
    min: -0.3,
    max: 1.2,
  });
  expect(brush?.words).toEqual(['none', 'sand']);
  const { filters } = includeOnly(
    contentFrom('empty'),
    brush?.realizations ?? new Map(),
  ).realizationFilterSet;
  expect(filters.A).toEqual({
    include: [
      [0, 0],
      [10, 10],
      [30, 30],
    ],
    exclude: [],
  });
  // None of its realizations has one of the words.
  expect(effectiveRealizations(bare.data.realizations, filters.B).rows).toHaveLength(0);
});
