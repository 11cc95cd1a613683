import { expect, it } from 'vitest';
import type { ChartTheme } from '../../charts/chart-theme.ts';
import { vectorAt } from '../quantity.ts';
import { SvgPen } from '../take-away/svg-pen.ts';
import { numberParameter, shownEnsemble } from '../testing.ts';
import { rankingBars, tornadoBars } from './bars.tsx';
import { barsBody } from './bars-body.ts';
import { barColumns, rankingOf, tornadoColumns, tornadoOf } from './ranking.ts';

const ensemble = shownEnsemble('A', {
  days: [0],
  values: [[1], [2], [3], [4], [5]],
  parameters: [
    numberParameter('Same', [2, 2, 2, 2, 2]),
    numberParameter('Weak', [1, 5, 2, 4, 3]),
    numberParameter('Down', [5, 4, 4, 2, 1]),
    { kind: 'category', name: 'Words', categories: ['x'], codes: new Int32Array(5) },
  ],
});
const [response] = vectorAt([ensemble], 'V', 'end');
if (!response) throw new Error('there is a response');

it('ranks parameters by the strength of their correlation, regardless of sign, with the significance threshold', () => {
  const { list, without } = rankingOf(response, 'pearson');
  // NumPy: corrcoef([5,4,4,2,1], [1,2,3,4,5]) is -0.96225, corrcoef([1,5,2,4,3], ...) is 0.3.
  expect(list).toEqual([
    {
      name: 'Down',
      value: expect.closeTo(-0.96225, 5),
      count: 5,
      threshold: expect.closeTo(0.878, 3),
    },
    { name: 'Weak', value: expect.closeTo(0.3, 5), count: 5, threshold: expect.closeTo(0.878, 3) },
  ]);
  expect(without).toEqual(['Same', 'Words']);
});

it('says why nothing can be ranked', () => {
  const notes = (values: readonly number[], from = ensemble) =>
    rankingBars(
      rankingOf({ ...response, ensemble: from, values: Float64Array.from(values) }, 'pearson'),
      5,
    ).notes;
  const none = [1, 2, 3, 4, 5].map(() => Number.NaN);
  expect(notes(none)).toBe('No realization has a value of the response.');
  expect(notes([7, 7, 7, 7, 7])).toBe('The response is the same in all realizations.');
  const bare = { ...ensemble, data: { ...ensemble.data, parameters: new Map() } };
  expect(notes([1, 2, 3, 4, 5], bare)).toBe('It has no numeric parameters that vary.');
});

it('shows a tornado only for a design of one parameter at a time', () => {
  expect(tornadoOf(response)).toBeNull();
  const design = shownEnsemble('B', {
    days: [0],
    values: [[10], [7], [12]],
    parameters: [numberParameter('P', [1, 2, 1]), numberParameter('Q', [5, 5, 9])],
  });
  const [moved] = vectorAt([design], 'V', 'end');
  expect(moved && tornadoOf(moved)?.swings.map(({ name }) => name)).toEqual(['P', 'Q']);
  const numbers = moved ? tornadoColumns([{ quantity: moved, design: tornadoOf(moved) }]) : [];
  expect(numbers.map(({ label, values }) => [label, ...values])).toEqual([
    ['Ensemble', 'B', 'B'],
    ['Parameter', 'P', 'Q'],
    ['Base', 10, 10],
    ['Lowest', 7, 10],
    ['Lowest at', 2, 5],
    ['Highest', 10, 12],
    ['Highest at', 1, 9],
  ]);
  if (!moved) throw new Error('there is no response');
  const section = { quantity: moved, ranking: rankingOf(moved, 'pearson'), design: null };
  const both = barColumns([
    { ...section, quantity: response, ranking: rankingOf(response, 'pearson') },
    { ...section, design: tornadoOf(moved) },
  ]);
  const ranked = rankingOf(response, 'pearson').list.length;
  const shown = Object.fromEntries(both.map(({ label, values }) => [label, [...values]]));
  const gap = Array<number>(ranked).fill(Number.NaN);
  expect(shown.Parameter?.slice(ranked)).toEqual(['P', 'Q']);
  expect(shown.Base).toEqual([...gap, 10, 10]);
  expect(shown.Correlation?.slice(ranked)).toEqual([Number.NaN, Number.NaN]);
  expect(shown.Correlation?.slice(0, ranked)).toEqual(
    rankingOf(response, 'pearson').list.map(({ value }) => value),
  );
});

it('has a scale with round numbers, at the places where the bars have them', () => {
  const swing = { name: 'P', low: 690_271, high: 1_584_676, lowAt: '1', highAt: '2' };
  const { scale, rows } = tornadoBars({ base: 1_000_000, swings: [swing] }, 5, 'Sm3');
  expect(scale.map(({ text }) => text)).toEqual(['1.0M', '1.5M']);
  expect(scale[0]?.at).toBeCloseTo(rows[0]?.base ?? -1, 10);
  // (1.5e6 - 690271) / (1584676 - 690271)
  expect(scale[1]?.at).toBeCloseTo(0.905327, 6);
  expect(tornadoBars({ base: 5, swings: [] }, 5, '').scale).toEqual([]);
  const ranked = rankingBars(rankingOf(response, 'pearson'), 2);
  expect(ranked.scale.map(({ at, text }) => [at, text])).toEqual([
    [0, '\u22121'],
    [0.25, '\u22120.5'],
    [0.5, '0'],
    [0.75, '0.5'],
    [1, '1'],
  ]);
});

it('is drawn for a file as on screen: bars, the range of chance, and values', () => {
  const pen = new SvgPen((text) => ({ width: text.length * 7 }) as TextMetrics);
  const ranking = rankingOf(response, 'pearson');
  const body = barsBody([{ heading: 'A: V', color: '#112233', bars: rankingBars(ranking, 1) }]);
  const texts: string[] = [];
  const theme = { text: '#000', grid: '#eee' } as ChartTheme;
  const write = (text: string) => void texts.push(text);
  body.draw({ ...{ pen, theme, ratio: 1, top: 0, write }, clipped: (_, draw) => draw() });
  expect(texts).toEqual([
    'A: V',
    'Down',
    '\u22120.96',
    '\u22121',
    '\u22120.5',
    '0',
    '0.5',
    '1',
    'Shaded: below 0.88, which chance alone reaches in 5 % of cases. One weaker parameter is not shown. Not ranked:',
    'Same, Words (words, or the same in all realizations).',
  ]);
  // The bar ends in the middle of its track, from 200 to 580.
  expect(pen.elements.split('\n').at(-1)).toMatch(/^<rect x="207\.\d+" y="29" width="182\.\d+"/);
  expect(body.height).toBe(6 * 24);
});
