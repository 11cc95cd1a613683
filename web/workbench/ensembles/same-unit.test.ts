import { expect, it } from 'vitest';
import { differentUnits, isSameUnit } from './same-unit.ts';

it.each([
  ['Sm3/d', 'SM3/DAY', 'sm3/day', 'Sm\u00b3/d', 'Sm^3 / days'],
  ['STB/d', 'STB/DAY', 'stb/day'],
  ['Mscf/d', 'MSCF/DAY', 'mscf/d'],
  ['bara', 'BARSA', 'bara'],
  ['Sm3', 'SM3', 'Sm\u00b3'],
  ['degC', '\u00b0C', 'DEGC', '\u00b0 C'],
  ['mD', 'MD', 'md'],
  ['cP', 'CP'],
  ['kg/m3', 'KG/M3'],
  ['mPa.s', 'mPa*s', 'mPa s', 'mPa\u00b7s'],
  ['-', 'dimensionless'],
  ['fraction', 'frac'],
  ['days', 'd', 'DAY'],
  ['', ' '],
])('takes the spellings of %s for one unit', (first, ...others) => {
  for (const other of others) expect([other, isSameUnit(first, other)]).toEqual([other, true]);
});

it.each([
  ['Sm3/d', 'STB/d'],
  ['Sm3/d', 'm3/d'],
  ['Sm3/d', 'rm3/d'],
  ['Sm3/d', 'Sm3/h'],
  ['Sm3', 'Sm3/d'],
  ['bar', 'bara'],
  ['bara', 'barg'],
  ['psi', 'psia'],
  ['bbl', 'STB'],
  ['Mscf', 'MMscf'],
  ['mPa', 'MPa'],
  ['mm3', 'Mm3'],
  ['mPas', 'MPas'],
  ['mPa-s', 'MPa-s'],
  ['mbar', 'Mbar'],
  ['nm', 'Nm'],
  ['dm', 'Dm'],
  ['D', 'd'],
  ['m', 'ft'],
  ['%', 'fraction'],
  ['', '-'],
])('keeps %s apart from %s', (one, other) => {
  expect(isSameUnit(one, other)).toBe(false);
});

it('names each unit by its first spelling', () => {
  expect(differentUnits(['SM3/DAY', 'STB/d', 'Sm3/d', 'STB/DAY', ''])).toEqual([
    'SM3/DAY',
    'STB/d',
    '',
  ]);
});
