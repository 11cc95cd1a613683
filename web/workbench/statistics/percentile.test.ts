import { expect, it } from 'vitest';
import { partlySort, placesOf } from './percentile.ts';

/** Unsorted numbers with duplicates. */
const unsorted = (count: number, different: number) =>
  Float64Array.from({ length: count }, (_, i) => Math.floor(((i * 0.618034) % 1) * different));

it.each([
  [1, 1],
  [2, 2],
  [25, 3],
  [1000, 1000],
  [1000, 7],
  [1001, 1],
])('puts %i values, %i of them different, where sorting would', (count, different) => {
  const values = unsorted(count, different);
  const sorted = values.toSorted();
  const places = placesOf([90, 50, 10, 0, 100, 33.3], count);
  partlySort(values, places);
  expect(places.map((place) => values[place])).toEqual(places.map((place) => sorted[place]));
  expect(values.toSorted()).toEqual(sorted);
});

it('interpolates a percentile between the two values around it', () => {
  expect(placesOf([0, 50, 100], 4)).toEqual([0, 1, 2, 3]);
  expect(placesOf([10], 1001)).toEqual([100, 101]);
  expect(placesOf([50], 1)).toEqual([0]);
});
