import { expect, it } from 'vitest';
import { vectorWords } from './vector-words.ts';

it.each([
  ['FOPR', 'Field', 'oil production rate'],
  ['WWIT:A-1', 'Wells', 'water injection total of A-1'],
  ['GGPRH:NORTH', 'Groups', 'gas production rate, history of NORTH'],
  ['FWCT', 'Field', 'water cut'],
  ['WBHP:A-1', 'Wells', 'bottom-hole pressure of A-1'],
  ['FPR', 'Field', 'average pressure'],
  ['my rate', 'Others', ''],
  ['FOO', 'Others', ''],
])('says what %s is', (name, group, words) => {
  expect(vectorWords(name)).toEqual({ group, words });
});
