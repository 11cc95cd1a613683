import { expect, it } from 'vitest';
import { numberParameter, shownEnsemble } from '../testing.ts';
import {
  type Choice,
  found,
  grouped,
  parameterChoices,
  recentNames,
  remember,
  withRecent,
} from './choices.ts';

const choice = (name: string, words = '', group = 'Field'): Choice => ({
  value: name,
  name,
  words,
  group,
});
const choices = [
  choice('FWCT', 'water cut'),
  choice('FOPR', 'oil production rate'),
  choice('WOPR:A-1', 'oil production rate of A-1', 'Wells'),
];
const names = (list: readonly Choice[]) => list.map(({ name }) => name);

it('finds matches in names first, then in meanings and groups', () => {
  expect(names(found(choices, ''))).toEqual(['FWCT', 'FOPR', 'WOPR:A-1']);
  expect(names(found(choices, 'opr'))).toEqual(['FOPR', 'WOPR:A-1']);
  expect(names(found(choices, 'w'))).toEqual(['WOPR:A-1', 'FWCT']);
  expect(names(found(choices, 'oil a-1'))).toEqual(['WOPR:A-1']);
  expect(names(found(choices, 'wells rate'))).toEqual(['WOPR:A-1']);
  expect(found(choices, 'nothing')).toEqual([]);
});

it('lists recent choices first if there are many choices', () => {
  const many = Array.from({ length: 20 }, (_, i) => choice(`V${i}`));
  remember('V3');
  remember('V7');
  remember('V3');
  const [first] = grouped(withRecent(many, recentNames()));
  expect([first?.name, names(first?.choices ?? [])]).toEqual(['Recent', ['V3', 'V7']]);
  expect(withRecent(choices, recentNames())).toBe(choices);
});

it('lists what was chosen where only vectors can be, also where parameters can be', () => {
  const kinds = ['vector', 'parameter'];
  const both = Array.from({ length: 20 }, (_, i) => ({
    ...choice(`V${i >> 1}`),
    value: `${kinds[i & 1]} V${i >> 1}`,
  }));
  const [first] = grouped(withRecent(both, ['V5', 'GONE']));
  expect(first?.choices.map(({ value }) => value)).toEqual(['vector V5', 'parameter V5']);
});

it('lists parameters of words with their words, or not at all where only numbers can be used', () => {
  const facies = { kind: 'category' as const, name: 'F', categories: ['none', 'sand'] };
  const parameters = [numberParameter('P', [1]), { ...facies, codes: Int32Array.of(1) }];
  const ensemble = shownEnsemble('A', { days: [0], values: [[1]], parameters });
  expect(parameterChoices([ensemble]).map(({ name, words }) => [name, words])).toEqual([
    ['P', ''],
    ['F', 'none, sand'],
  ]);
  expect(names(parameterChoices([ensemble], false))).toEqual(['P']);
});
