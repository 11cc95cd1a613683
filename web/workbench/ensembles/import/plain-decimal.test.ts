import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainDecimal } from './plain-decimal.ts';

it('reads a plain decimal as the very number that JavaScript reads', () => {
  const digits = fc.stringMatching(/^-?(\d{1,8}\.?\d{0,7}|\.\d{1,15}|\d{15})$/);
  fc.assert(
    fc.property(digits, (text) => {
      expect(plainDecimal(text)).toBe(Number(text));
    }),
    { numRuns: 1000 },
  );
});

it.each(['', '-', '.', '-.', '1e5', '+1', ' 1', '1 ', '1.2.3', '0x1', '1,5', '1234567890123456'])(
  'leaves "%s" to others',
  (text) => {
    expect(plainDecimal(text)).toBeUndefined();
  },
);
