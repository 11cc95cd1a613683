import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../../workbench/content/schema.ts';
import type { ShownEnsemble } from '../shown-ensembles.ts';
import { shownEnsemble } from '../testing.ts';
import { fewerIn, fewInWords, legendEntries, pairsInWords } from './legend.tsx';
import { distinguish, type Look } from './look.ts';
import { pictureOf } from './picture.ts';
import { atTime, statisticsAt } from './pointed.ts';
import { type Traces, type TracesAsked, tracesOf } from './traces.ts';

const none = Number.NaN;
const daily = shownEnsemble('Daily', {
  days: [0, 1, 2],
  values: [
    [1, 2, 3],
    [3, none, 9],
  ],
});
const other = shownEnsemble('Other', { days: [1, 5], values: [[7, 8]] });
const asked: TracesAsked = { vectors: ['V'], ranks: [10, 90], count: 'exceedance' };
const days = (times: Float64Array) => [...times].map((seconds) => seconds / 86_400);

/** The same ensemble with another id and unit. */
function withUnit(ensemble: ShownEnsemble, id: string, unit: string): ShownEnsemble {
  const vectors = new Map(
    [...ensemble.data.vectors].map(([name, vector]) => [name, { ...vector, unit }]),
  );
  return { ...ensemble, id, name: id, data: { ...ensemble.data, vectors } };
}

describe('ensembles on different dates', () => {
  it('keep their own dates and lines, and the cursor stops at all of them', () => {
    const { times, list } = tracesOf([daily, other], asked);
    expect(days(times)).toEqual([0, 1, 2, 5]);
    expect(list.map((trace) => days(trace.times))).toEqual([
      [0, 1, 2],
      [1, 5],
    ]);
    expect(list.map(({ values }) => [...values])).toEqual([
      [1, 2, 3, 3, none, 9],
      [7, 8],
    ]);
    // The realization without a value on the second day is interpolated there.
    expect(list.map(({ bands }) => [...bands.mean])).toEqual([
      [2, 4, 6],
      [7, 8],
    ]);
  });

  it('are interpolated between their dates, and missing outside of them', () => {
    const { list } = tracesOf([daily, other], asked);
    const [first, second] = list;
    if (!first || !second) throw new Error('both are shown');
    const at = (day: number) => atTime(second, second.bands.mean, day * 86_400);
    expect([0, 1, 2, 5, 6].map(at)).toEqual([none, 7, 7.25, 8, none]);
    expect([0, 1, 2, 3].map((day) => statisticsAt(first, asked, day * 86_400).count)).toEqual([
      2, 2, 2, 0,
    ]);
  });
});

it('says where fewer than all realizations have values', () => {
  const ended = shownEnsemble('Ended', {
    days: [0, 1, 2],
    values: [
      [1, 2, 3],
      [3, none, none],
      [5, 6, none],
    ],
  });
  const { list, summary } = tracesOf([ended], asked);
  expect([...(list[0]?.bands.counts ?? [])]).toEqual([3, 2, 1]);
  const words = 'fewer from 1970-01-02 on, 1 of 3 from 1970-01-03 on';
  expect(list.map(fewerIn)).toEqual([words]);
  expect(fewInWords(list, false)).toEqual([words]);
  expect(fewInWords(tracesOf([ended, daily], asked).list, true)).toEqual([`Ended: ${words}`]);
  const kept = (...rows: number[]) =>
    tracesOf([{ ...ended, rows: Int32Array.from(rows) }], asked).list.map(fewerIn);
  // The filter leaves fewer already at the first date.
  expect(kept(0, 1)).toEqual(['2 of 3, 1 from 1970-01-02 on']);
  expect(kept(0, 2)).toEqual(['2 of 3, 1 from 1970-01-03 on']);
  expect(kept(0)).toEqual(['1 of 3']);
  expect(summary).toContain('and 3 m3 on 1970-01-03 (1 of 3).');
  expect(tracesOf([daily], asked).list.map(fewerIn)).toEqual([null]);
});

it('takes P10 as the high case for exceedance, and as the low case for cumulative percentiles', () => {
  const percentiles = (count: TracesAsked['count']) =>
    tracesOf([daily], { ...asked, count }).list[0]?.bands.percentiles.map((band) => band[2]);
  // NumPy: percentile([3, 9], [90, 10]) is [8.4, 3.6].
  expect(percentiles('exceedance')).toEqual([8.4, 3.6].map((value) => expect.closeTo(value, 10)));
  expect(percentiles('cumulative')).toEqual([3.6, 8.4].map((value) => expect.closeTo(value, 10)));
});

it('puts a second unit on a second axis and leaves out a third with the reason', () => {
  const ensembles = ['Sm3/d', 'STB/d', 'Sm3/d', 'ft3/d'].map((unit, i) =>
    withUnit(daily, `E${i}`, unit),
  );
  const { list, units, refused } = tracesOf(ensembles, asked);
  expect(units).toEqual(['Sm3/d', 'STB/d']);
  expect(list.map(({ ensemble, axis }) => [ensemble.id, axis])).toEqual([
    ['E0', 0],
    ['E1', 1],
    ['E2', 0],
  ]);
  expect(refused).toEqual(['V of E3 (ft3/d) is left out: the two axes are in Sm3/d and STB/d.']);
});

it('names each line of an exported picture with its ensemble, vector, axis and dashes', () => {
  const traces = tracesOf([withTwo(daily)], { ...asked, vectors: ['V', 'W'] });
  const entries = (isFull: boolean) =>
    legendEntries(traces.list, distinguish(traces.list, {}), isFull).map(({ name }) => name);
  expect(entries(false)).toEqual(['V', 'W (right axis)']);
  expect(entries(true)).toEqual(['Daily V', 'Daily W (right axis)']);
  const both = tracesOf([daily, withTwo(daily, 'Other')], { ...asked, vectors: ['V', 'W'] });
  const [first, , dashed] = legendEntries(both.list, distinguish(both.list, {}), true);
  expect([first?.dash, dashed?.dash]).toEqual([[], [8, 4]]);
});

/** The same ensemble with a second vector in another unit. */
function withTwo(ensemble: ShownEnsemble, name = ensemble.name): ShownEnsemble {
  const { data } = ensemble;
  const own = data.vectors.get('V');
  if (!own) throw new Error('there is no vector');
  const vectors = new Map([
    ['V', own],
    ['W', { ...own, name: 'W', unit: 'bar' }],
  ]);
  return { ...ensemble, id: name, name, data: { ...data, vectors } };
}

it('includes only the realizations that pass the filter', () => {
  const { list, summary } = tracesOf([{ ...daily, rows: Int32Array.of(1) }], asked);
  expect(
    list.map(({ rows, realizations }) => Array.from(rows, (row) => realizations[row])),
  ).toEqual([[10]]);
  expect(summary).toBe(
    'V over time. Daily, 1 of 2 realizations: the mean is 3 m3 on 1970-01-01, highest with 9 m3 on 1970-01-03, and 9 m3 on 1970-01-03.',
  );
});

it('leaves out ensembles without the vector or without a realization', () => {
  expect(tracesOf([{ ...daily, rows: new Int32Array(0) }], asked).list).toEqual([]);
  expect(tracesOf([daily], { ...asked, vectors: ['W'] }).list).toEqual([]);
});

describe('the difference of two ensembles', () => {
  const base = shownEnsemble('Base', {
    days: [0, 2, 4],
    values: [
      [0, 2, 4],
      [1, 1, 1],
    ],
  });

  it('is computed for each realization on the dates of both, where both have values', () => {
    const { list } = tracesOf([daily, base], { ...asked, minus: base });
    const [trace] = list;
    expect(pairsInWords(list, 'Base')).toEqual([]);
    const fewer = { ...base, rows: Int32Array.of(1) };
    expect(pairsInWords(tracesOf([daily, fewer], { ...asked, minus: fewer }).list, 'Base')).toEqual(
      ['Daily: 1 of 2 are in Base too'],
    );
    expect(days(trace?.times ?? new Float64Array())).toEqual([0, 1, 2]);
    expect([...(trace?.realizations ?? [])]).toEqual([0, 10]);
    expect([...(trace?.values ?? [])]).toEqual([1, 1, 1, 2, 5, 8]);
    expect([...(trace?.bands.mean ?? [])]).toEqual([1.5, 3, 4.5]);
  });

  it('is the difference of the means if no realization numbers match', () => {
    const data = { ...base.data, realizations: Int32Array.of(7, 8) };
    const { list } = tracesOf([daily], { ...asked, minus: { ...base, id: 'B', data } });
    const [trace] = list;
    expect(pairsInWords(list, 'Base')).toEqual([
      'Daily: mean minus mean, as no realization number is in Base too',
    ]);
    // Means of Daily are 2, 4, 6; of Base on the same days 0.5, 1, 1.5.
    expect([...(trace?.values ?? [])]).toEqual([1.5, 3, 4.5]);
  });

  it('is computed across spellings of one unit, with the first one', () => {
    const capitals = withUnit(base, 'Base', 'M3');
    const [trace] = tracesOf([daily, capitals], { ...asked, minus: capitals }).list;
    expect([...(trace?.values ?? [])]).toEqual([1, 1, 1, 2, 5, 8]);
    expect(trace?.unit).toBe('m3');
  });

  it('is left out with the reason if units differ or there is no other ensemble', () => {
    const barrels = withUnit(base, 'Barrels', 'STB');
    expect(tracesOf([daily, barrels], { ...asked, minus: barrels })).toMatchObject({
      list: [],
      refused: ['Daily and Barrels have no V with the same unit and overlapping dates.'],
    });
    expect(tracesOf([base], { ...asked, minus: base }).refused).toEqual([
      'Choose an ensemble other than Base as well.',
    ]);
  });
});

/** The ranges of a picture's axes. */
function rangesOf(traces: Traces, changes: Partial<Look>, annotations: readonly Annotation[] = []) {
  const look = {
    ...{ realizations: true, mean: true, bands: true, minMax: false, log: false },
    ...{ limits: [], minus: '', thresholds: false },
    ...{ ...distinguish(traces.list, {}), ...changes },
  };
  const { x, y } = pictureOf(traces, look, [], annotations);
  return y.map(({ range }) => range(x.full));
}

it('extends an axis to a threshold only on request', () => {
  const traces = tracesOf([daily], asked);
  const threshold = { kind: 'threshold', id: 't', name: 'T', vector: 'V', value: 500 } as const;
  const shown = { color: 'text', visible: true, charts: 'all' } as const;
  const highest = (thresholds: boolean) =>
    rangesOf(traces, { thresholds }, [{ ...threshold, ...shown }])[0]?.max;
  expect(highest(false)).toBeLessThan(10);
  expect(highest(true)).toBeGreaterThan(500);
});

it('fixes the ends of each axis by itself', () => {
  const traces = tracesOf([daily, withUnit(other, 'Barrels', 'STB')], asked);
  const [left, right] = rangesOf(traces, {});
  const free = { low: null, high: null };
  expect(rangesOf(traces, { limits: [{ low: -5, high: 50 }, free] })).toEqual([
    { min: -5, max: 50 },
    right,
  ]);
  expect(rangesOf(traces, { limits: [free, { low: null, high: 50 }] })).toEqual([
    left,
    { ...right, max: 50 },
  ]);
});
