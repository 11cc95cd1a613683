import { expect, it } from 'vitest';
import { vectorAt } from '../quantity.ts';
import { shownEnsemble } from '../testing.ts';
import { brushOf } from './brush.tsx';

const ensemble = shownEnsemble('A', { days: [0], values: [[1], [2], [3]], rows: [0, 2] });
const quantity = { of: 'vector', name: 'V', at: 'end' } as const;

it('contains the realizations that pass the filter and are in the range, both ends included', () => {
  const quantities = vectorAt([ensemble], 'V', 'end');
  const brush = brushOf(quantity, quantities, { min: 2, max: 3 });
  expect([...(brush?.realizations.get('A') ?? [])]).toEqual([20]);
  expect(brushOf(quantity, quantities, { min: 1.5, max: 2.5 })).toBeNull();
});
