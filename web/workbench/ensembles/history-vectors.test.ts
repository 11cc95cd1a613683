import { expect, it } from 'vitest';
import { historyAmong, historyOf } from './history-vectors.ts';

it.each([
  ['FOPRH', 'FOPR'],
  ['WWCTH:A1', 'WWCT:A1'],
  ['GGPTH:OP', 'GGPT:OP'],
])('%s is the history of %s', (history, vector) => {
  expect(historyOf(history)).toBe(vector);
  expect(historyAmong(new Set([history]), vector)).toBe(history);
});

it.each(['FOPR', 'WBHP:H', 'DEPTH', 'MYH', 'foprh'])('%s is not a history vector', (name) => {
  expect(historyOf(name)).toBeUndefined();
});

it('is only found if it exists', () => {
  expect(historyAmong(new Set(['FOPR']), 'FOPR')).toBeUndefined();
  expect(historyAmong(new Set(['DEPTH']), 'DEPT')).toBeUndefined();
});
