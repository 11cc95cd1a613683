import { expect, it } from 'vitest';
import { parameterOf, vectorAt } from '../quantity.ts';
import { numberParameter, shownEnsemble } from '../testing.ts';
import { cloudsOf } from './clouds.ts';

const ensemble = shownEnsemble('A', {
  days: [0, 1],
  values: [
    [0, 10],
    [0, 20],
    [0, 30],
    [0, Number.NaN],
  ],
  parameters: [numberParameter('P', [3, 2, 1, 0])],
});

it('pairs the parameter with the response of the same realization, by rising parameter', () => {
  const clouds = cloudsOf(parameterOf([ensemble], 'P'), vectorAt([ensemble], 'V', 'end'));
  expect(clouds.points.map(({ realization, x, y }) => [realization, x, y])).toEqual([
    [20, 1, 30],
    [10, 2, 20],
    [0, 3, 10],
  ]);
  expect(clouds.list[0]?.correlation.pearson).toBeCloseTo(-1);
  expect(clouds.summary).toBe(
    'Parameter against response. A, 3 realizations: correlation -1, of ranks -1.',
  );
});

it('reads the response on the day nearest to the one asked for', () => {
  const [first] = vectorAt([ensemble], 'V', '1970-01-01');
  expect([...(first?.values ?? [])]).toEqual([0, 0, 0, 0]);
  expect(first?.day).toBe('1970-01-01');
});

it('leaves out ensembles that lack either', () => {
  expect(cloudsOf(parameterOf([ensemble], 'Q'), vectorAt([ensemble], 'V', 'end')).list).toEqual([]);
  expect(cloudsOf(parameterOf([ensemble], 'P'), vectorAt([ensemble], 'W', 'end')).list).toEqual([]);
});
