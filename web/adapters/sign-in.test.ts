import { expect, test } from 'vitest';
import { safeReturn } from './sign-in.ts';

test.each(['/', '/?session=abc12345', '/?snapshot=abc_-345&x=1', '/a/b?c=%20d#e'])(
  'After the sign-in the page goes back to %s',
  (address) => expect(safeReturn(address)).toBe(address),
);

test.each([
  null,
  '',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '\\\\elsewhere.example',
  '/%5celsewhere.example',
  '/%5Celsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '/%0d%0aLocation:x',
  'javascript:alert(1)',
  ' /x',
])('After the sign-in the page goes home rather than to %j', (address) =>
  expect(safeReturn(address)).toBe('/'),
);
