import { expect, it } from 'vitest';
import { shownEnsemble } from '../testing.ts';
import { pictureOf } from './picture.ts';
import { describe, spreadsOf } from './spreads.ts';

const BOTH = { cumulative: true, density: true };

const ensemble = shownEnsemble('A', { days: [0], values: [[1], [2], [3], [4]] });
const quantity = (values: number[]) => ({
  ensemble,
  unit: '',
  day: null,
  values: Float64Array.from(values),
});

it('counts several ensembles in the same bins, as many as requested', () => {
  const { edges, list } = spreadsOf(
    [quantity([0, 1, 2]), quantity([8, 9, 10])],
    20,
    'exceedance',
    BOTH,
  );
  expect([edges[0], edges.at(-1), edges.length]).toEqual([0, 10, 21]);
  expect(list.map(({ counts }) => counts.reduce((a, b) => a + b))).toEqual([3, 3]);
  expect(list[0]?.counts.at(-1)).toBe(0);
});

it('gives identical values a single, visible bin', () => {
  const { edges, list } = spreadsOf([quantity([5, 5, 5])], 10, 'exceedance', BOTH);
  expect(edges.at(-1)).toBeGreaterThan(edges[0] ?? 0);
  expect([...(list[0]?.counts ?? [])]).toEqual([3]);
});

it('counts words, each in its own bin', () => {
  const words = { ...quantity([0, 1, 1, Number.NaN]), categories: ['open', 'shut'] };
  const { list, categories } = spreadsOf([words], 20, 'exceedance', BOTH);
  expect(categories).toEqual(['open', 'shut']);
  expect([...(list[0]?.counts ?? [])]).toEqual([1, 2]);
  expect(describe('K', [words])).toBe('Distribution of K. A, 3 of 4 realizations: 1 open, 2 shut.');
});

it('names the axis of a density by its own unit, and of bars by what they count', () => {
  const spreads = spreadsOf(
    [{ ...quantity([1, 2, 3, 4, 5]), unit: 'Sm3/d' }],
    5,
    'exceedance',
    BOTH,
  );
  const axisOf = (shapes: { histogram: boolean; density: boolean }, of = spreads) => {
    const all = { box: false, cumulative: false, thresholds: false, ...shapes };
    const [axis] = pictureOf('V', of, all, 'exceedance', []).y;
    return [axis?.label, axis?.counts, axis?.range({ min: 0, max: 1 }).max];
  };
  // The highest density, as computed with Python, is 0.19853; a margin of 5 % is added.
  expect(axisOf({ histogram: false, density: true })).toEqual([
    'Density [1/(Sm3/d)]',
    false,
    expect.closeTo(0.19853 * 1.05, 4),
  ]);
  // With five values in bins of 0.8, the highest bar (1) is above the density (5 * 0.8 * 0.19853).
  expect(axisOf({ histogram: true, density: true })).toEqual(['Realizations', true, 1.05]);
  const pure = spreadsOf([quantity([1, 2, 3, 4, 5])], 5, 'exceedance', BOTH);
  expect(axisOf({ histogram: false, density: true }, pure)[0]).toBe('Density');
});
