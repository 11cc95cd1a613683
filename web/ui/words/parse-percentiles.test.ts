import { expect, it } from 'vitest';
import { parsePercentiles } from './parse-percentiles.ts';

it('reads numbers with commas, spaces or a P before them', () => {
  expect(parsePercentiles('10, 50;P90  97.5')).toEqual({
    ok: true,
    value: [10, 50, 90, 97.5],
  });
  expect(parsePercentiles('  ')).toEqual({ ok: true, value: [] });
});

it.each(['abc', '101', '-5', '1e3', '1,2,3,4,5,6,7,8,9,10'])(
  'says what is wrong with "%s"',
  (text) => {
    const result = parsePercentiles(text);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.message).toMatch(/percentile/);
  },
);
