import { expect, test } from 'vitest';
import { pathOfThisSite } from './sign-in.ts';

test('after the sign-in, a path of this site is kept with its query', () => {
  expect(pathOfThisSite('/?session=abc&x=1')).toBe('/?session=abc&x=1');
});

test.each([
  null,
  '',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/%5celsewhere.example',
  '/a\\b',
  'javascript:alert(1)',
  '/line\nbreak',
])('after the sign-in, %j leads to the start page', (address) => {
  expect(pathOfThisSite(address)).toBe('/');
});
