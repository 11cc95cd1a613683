import { expect, it } from 'vitest';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { binQuantities, countIn } from './histograms.ts';

const quantity = (values: number[]) => ({
  ensemble: { name: 'A' } as ShownEnsemble,
  unit: '',
  day: null,
  values: Float64Array.from(values),
});

it('counts each value once, on an edge in the bin that begins there, the last edge in the last bin', () => {
  const edges = Float64Array.of(0, 0.1, 0.2, 0.30000000000000004);
  expect([...countIn(edges, Float64Array.of(0, 0.1, 0.2, 0.30000000000000004))]).toEqual([1, 1, 2]);
  expect([...countIn(edges, Float64Array.of(-1, 9, Number.NaN))]).toEqual([0, 0, 0]);
});

it('puts several ensembles in the same bins', () => {
  const { edges, list } = binQuantities([quantity([0, 1, 2]), quantity([8, 9, 10])], 5);
  expect(edges[0]).toBeLessThanOrEqual(0);
  expect(edges.at(-1)).toBeGreaterThanOrEqual(10);
  expect(list.map(({ counts }) => counts.reduce((a, b) => a + b))).toEqual([3, 3]);
  expect(list[0]?.counts.at(-1)).toBe(0);
});

it('gives values that are all the same one bin that can be seen', () => {
  const { edges, list } = binQuantities([quantity([5, 5, 5])], 10);
  expect(edges.at(-1)).toBeGreaterThan(edges[0] ?? 0);
  expect([...(list[0]?.counts ?? [])]).toEqual([3]);
});
