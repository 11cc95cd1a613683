import { expect, it } from 'vitest';
import { groupOf, nameMatcher } from './vector-groups.ts';

it.each([
  ['FOPR', 'Field'],
  ['WOPR:A1', 'Well'],
  ['GGPR:OP', 'Group'],
  ['RPR:3', 'Region'],
  ['YEARS', 'Other'],
  ['BPR:1,2,3', 'Other'],
  ['Oil rate', 'Other'],
] as const)('%s belongs to %s', (name, group) => {
  expect(groupOf(name)).toBe(group);
});

it.each([
  ['F*', ['FOPR', 'FWCT']],
  ['WOPR:*', ['WOPR:A1', 'WOPR:B[2]']],
  ['wopr:a?', ['WOPR:A1']],
  ['opr', ['FOPR', 'WOPR:A1', 'WOPR:B[2]']],
  ['FWCT WOPR:B[2]', ['FWCT', 'WOPR:B[2]']],
  ['', ['FOPR', 'FWCT', 'WOPR:A1', 'WOPR:B[2]']],
])('"%s" finds %j', (text, expected) => {
  expect(['FOPR', 'FWCT', 'WOPR:A1', 'WOPR:B[2]'].filter(nameMatcher(text))).toEqual(expected);
});
