import { expect, test } from 'vitest';
import { isQuotaError } from './quota.ts';

test.each([
  { name: 'QuotaExceededError' },
  { name: 'NS_ERROR_DOM_QUOTA_REACHED' },
  new DOMException('', 'QuotaExceededError'),
])('A full store is recognised as %o', (error) => {
  expect(isQuotaError(error)).toBe(true);
});

test.each([new Error('no'), new DOMException('', 'SecurityError'), null, undefined, 22])(
  'Another error, such as %o, is not taken for a full store',
  (error) => {
    expect(isQuotaError(error)).toBe(false);
  },
);
