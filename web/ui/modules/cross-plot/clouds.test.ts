import { expect, it } from 'vitest';
import { parameterOf, vectorAt } from '../quantity.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { numberParameter, shownEnsemble } from '../testing.ts';
import { cloudsOf } from './clouds.ts';

const pair = (ensembles: readonly ShownEnsemble[], parameter: string, vector: string) =>
  cloudsOf(
    { name: parameter, quantities: parameterOf(ensembles, parameter) },
    { name: vector, quantities: vectorAt(ensembles, vector, 'end') },
  );

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

it('pairs parameter and response of each realization, sorted by the parameter', () => {
  const clouds = pair([ensemble], 'P', 'V');
  expect(clouds.points.map(({ realization, x, y }) => [realization, x, y])).toEqual([
    [20, 1, 30],
    [10, 2, 20],
    [0, 3, 10],
  ]);
  expect(clouds.list[0]?.correlation.pearson).toBeCloseTo(-1);
  expect(clouds.summary).toBe('V against P. A, 3 of 4 realizations: correlation -1, of ranks -1.');
});

it('merges the words of all ensembles into one list, and gives them no correlation', () => {
  const words = (name: string, categories: string[], codes: number[]) =>
    shownEnsemble(name, {
      days: [0],
      values: [[1], [2], [3]],
      parameters: [{ kind: 'category', name: 'K', categories, codes: Int32Array.from(codes) }],
    });
  const ensembles = [
    words('A', ['open', 'shut'], [0, 1, -1]),
    words('B', ['shut', 'half'], [0, 1, 1]),
  ];
  const clouds = pair(ensembles, 'K', 'V');
  expect(clouds.x[0]?.categories).toEqual(['open', 'shut', 'half']);
  const places = clouds.points.map(({ ensemble: { name }, y, x }) => [
    name,
    y,
    clouds.x[0]?.categories?.[Math.round(x)],
  ]);
  expect(places.sort()).toEqual([
    ['A', 1, 'open'],
    ['A', 2, 'shut'],
    ['B', 1, 'shut'],
    ['B', 2, 'half'],
    ['B', 3, 'half'],
  ]);
  expect(clouds.list.map(({ count }) => count)).toEqual([2, 3]);
  expect(clouds.summary).toContain('A, 2 of 3 realizations: no correlation.');
});

it('leaves out ensembles that lack one of the two', () => {
  expect(pair([ensemble], 'Q', 'V').list).toEqual([]);
  expect(pair([ensemble], 'P', 'W').list).toEqual([]);
});

it('colours in the unit of the first ensemble that has values', () => {
  const named = (name: string, unit: string, value: number) => {
    const parameters = [{ ...numberParameter('P', [3, 2, 1, 0]), unit }];
    const values = Array.from({ length: 4 }, () => [value]);
    return shownEnsemble(name, { days: [0], values, parameters });
  };
  const ensembles = [named('Empty', 'bar', Number.NaN), named('Full', 'psi', 7)];
  const [empty, full] = parameterOf(ensembles, 'P');
  if (!empty || !full) throw new Error('both have it');
  const none = { ...empty, values: empty.values.map(() => Number.NaN) };
  const v = { name: 'V', quantities: vectorAt(ensembles, 'V', 'end') };
  const clouds = cloudsOf({ name: 'V', quantities: v.quantities }, v, [none, full]);
  expect(clouds.thirds).toEqual([full]);
  expect(clouds.points[0]?.third).toBe(3);
});
