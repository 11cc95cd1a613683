import { expect, it } from 'vitest';
import type { Annotation } from '../content/schema.ts';
import type { EnsembleData } from './ensemble-data.ts';
import { outsideData } from './outside-data.ts';

const secondsAt = (day: string) => Date.parse(day) / 1000;
const data: EnsembleData = {
  realizations: Int32Array.of(0),
  times: Float64Array.of(secondsAt('2025-01-01'), secondsAt('2030-01-01')),
  vectors: new Map([['FOPR', { name: 'FOPR', unit: '', values: Float64Array.of(10, Number.NaN) }]]),
  parameters: new Map(),
};
const common = { id: 'a', name: 'A', color: 'series-1', visible: true, charts: 'all' } as const;
const marker = (date: string): Annotation => ({ ...common, kind: 'dateMarker', date });
const threshold = (vector: string, value: number): Annotation => ({
  ...common,
  kind: 'threshold',
  vector,
  value,
});

it.each([
  ['Before the first date of the data', marker('2024-12-31')],
  [null, marker('2025-01-01')],
  [null, marker('2030-01-01')],
  ['After the last date of the data', marker('2030-01-02')],
  ['Below all values of FOPR', threshold('FOPR', 9)],
  [null, threshold('FOPR', 10)],
  ['Above all values of FOPR', threshold('FOPR', 11)],
  ['No ensemble has the vector FWPR', threshold('FWPR', 1)],
])('says "%s" of %j', (words, annotation) => {
  expect(outsideData(annotation, [data])).toBe(words);
});

it('says nothing while there is no data', () => {
  expect(outsideData(marker('1900-01-01'), [])).toBeNull();
});
