import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../workbench/ensembles/ensemble-data.ts';
import { lastCommonDay } from './controls/at-choice.tsx';
import { axisLabel, onOneAxis, placeOnAxes } from './on-axes.ts';
import { absentWords, fewerValues, vectorAt } from './quantity.ts';
import { numberParameter, shownEnsemble } from './testing.ts';

const none = Number.NaN;
const long = shownEnsemble('Long', {
  days: [0, 10, 20],
  values: [
    [0, 10, 30],
    [5, none, none],
    [1, 2, 3],
  ],
});
const short = shownEnsemble('Short', { days: [0, 10], values: [[7, 8]] });
const read = (at: string) => vectorAt([long, short], 'V', at);
const values = (at: string) => read(at).map((quantity) => [...quantity.values]);

describe('a vector at a date', () => {
  it('is read on the last day of each ensemble; the label names the day only if all have the same', () => {
    expect(values('end')).toEqual([[30, none, 3], [8]]);
    expect(read('end').map(({ day }) => day)).toEqual(['1970-01-21', '1970-01-11']);
    expect(axisLabel('V', read('end'))).toBe('V [m3] on each last day');
    expect(axisLabel('V', vectorAt([long], 'V', 'end'))).toBe('V [m3] on 1970-01-21');
  });

  it('is read on the given day, interpolated between dates, and missing after an ensemble has ended', () => {
    expect(values('1970-01-16')).toEqual([[20, none, 2.5], [none]]);
    expect(values('1970-01-06')).toEqual([[5, none, 1.5], [7.5]]);
    expect(axisLabel('V', read('1970-01-16'))).toBe('V [m3] on 1970-01-16');
  });

  it('has the value of the date before if it is a rate', () => {
    const [first] = vectorAt([long], 'V', '1970-01-16', 'step');
    expect([...(first?.values ?? [])]).toEqual([10, none, 2]);
  });

  it('takes account of the hour at which an ensemble starts', () => {
    const noon = { ...long, data: { ...long.data, times: long.data.times.map((t) => t + 43_200) } };
    const [first] = vectorAt([noon], 'V', '1970-01-01');
    expect([...(first?.values ?? [])]).toEqual([0, 5, 1]);
  });
});

it('keeps one unit per axis and says what is left out', () => {
  const [one, other] = read('end');
  if (!one || !other) throw new Error('both have the vector');
  const barrels = { ...other, unit: 'STB' };
  expect(onOneAxis('V', [one, barrels])).toEqual({
    kept: [one],
    refused: ['Short is left out: its V is in STB, but the axis is in m3.'],
  });
  const gone = { ...other, unit: 'STB', values: other.values.map(() => none) };
  expect(onOneAxis('V', [gone, one])).toEqual({
    kept: [one],
    refused: ['Short is left out: its V is in STB, but the axis is in m3.'],
  });
  const spelled = ['Sm3', 'STB', 'SM3', 'stb'].map((unit, i) =>
    shownEnsemble(`E${i}`, { days: [0], values: [[i]], unit }),
  );
  expect(vectorAt(spelled, 'V', 'end').map(({ unit }) => unit)).toEqual([
    'Sm3',
    'STB',
    'Sm3',
    'STB',
  ]);
});

it('says once what is left out for the same reason, with the names of all ensembles', () => {
  const of = (name: string, unit: string) => ({
    ensemble: shownEnsemble(name, { days: [0], values: [[1]] }),
    unit,
  });
  const { list, refused } = placeOnAxes(
    [of('A', 'm3'), of('B', 'STB'), of('C', 'ft3'), of('D', 'ft3'), of('E', '')],
    () => 'V',
  );
  expect(list.map(({ axis }) => axis)).toEqual([0, 1]);
  expect(refused).toEqual([
    'V of C, D (ft3); V of E (no unit) are left out: the two axes are in m3 and STB.',
  ]);
});

it('puts spellings of one unit on one axis, named by the first of them', () => {
  const of = (name: string, unit: string) => ({
    ensemble: shownEnsemble(name, { days: [0], values: [[1]] }),
    unit,
  });
  const { list, units, refused } = placeOnAxes(
    [of('A', 'SM3/DAY'), of('B', 'STB/d'), of('C', 'Sm3/d'), of('D', 'STB/DAY')],
    () => 'V',
  );
  expect(list.map(({ axis, unit }) => [axis, unit])).toEqual([
    [0, 'SM3/DAY'],
    [1, 'STB/d'],
    [0, 'SM3/DAY'],
    [1, 'STB/d'],
  ]);
  expect([units, refused]).toEqual([['SM3/DAY', 'STB/d'], []]);
});

it('says how many realizations have a value where not all do', () => {
  const few = { days: [0], values: [[1], [Number.NaN], [3]] };
  const all = { days: [0], values: [[1], [2]] };
  const said = (...of: Parameters<typeof shownEnsemble>[1][]) =>
    fewerValues(
      vectorAt(
        of.map((one, i) => shownEnsemble(`E${i}`, one)),
        'V',
        'end',
      ),
    );
  expect(fewerValues(vectorAt([shownEnsemble('E', few)], 'V', 'end'), true)).toEqual([
    'E: 2 of 3 realizations',
  ]);
  expect(said(few)).toEqual(['2 of 3 realizations']);
  expect(said(all, few)).toEqual(['E1: 2 of 3 realizations']);
  expect(said(all, all)).toEqual([]);
});

it('names the ensembles that a picture lacks, and why', () => {
  const days = { days: [0], values: [[1], [2], [3]] };
  const words: Parameter = {
    kind: 'category',
    name: 'K',
    categories: ['open'],
    codes: Int32Array.of(0, 0, 0),
  };
  const all = [
    shownEnsemble('A', { ...days, parameters: [words] }),
    shownEnsemble('B', { ...days, parameters: [numberParameter('K', [1, 2, 3])] }),
    shownEnsemble('C', days),
    shownEnsemble('D', { ...days, rows: [] }),
  ];
  const vector = (name: string) => ({ of: 'vector' as const, name });
  expect(absentWords(all.slice(0, 2), [vector('V')])).toEqual([]);
  expect(absentWords(all, [{ of: 'parameter', name: 'K' }])).toEqual([
    'B: no words in K',
    'C: no K',
    'D: 0 of 3 realizations',
  ]);
  expect(absentWords(all.slice(0, 1), [vector('W'), vector('X')])).toEqual(['A: no W or X']);
});

it('begins a date for all charts with the last day on which every ensemble has data', () => {
  const of = (...days: number[]) => shownEnsemble('E', { days, values: [days.map(() => 1)] });
  expect(lastCommonDay([of(0, 10, 20), of(5, 15), of(0, 30)])).toBe('1970-01-16');
  // These have no day in common.
  expect(lastCommonDay([of(0, 10), of(20, 30)])).toBe('1970-01-31');
  expect(lastCommonDay([])).toBeNull();
});
