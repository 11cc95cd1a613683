import { expect, it } from 'vitest';
import { vectorAt } from '../quantity.ts';
import { numberParameter, shownEnsemble } from '../testing.ts';
import { rankingOf, tornadoOf } from './ranking.ts';

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

it('ranks parameters by the strength of their correlation, whichever its sign, beside what chance reaches', () => {
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

it('shows a tornado only for a design of one parameter at a time', () => {
  expect(tornadoOf(response)).toBeNull();
  const design = shownEnsemble('B', {
    days: [0],
    values: [[10], [7], [12]],
    parameters: [numberParameter('P', [1, 2, 1]), numberParameter('Q', [5, 5, 9])],
  });
  const [moved] = vectorAt([design], 'V', 'end');
  expect(moved && tornadoOf(moved)?.swings.map(({ name }) => name)).toEqual(['P', 'Q']);
});
