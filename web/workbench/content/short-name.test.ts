import { expect, it } from 'vitest';
import { shortName } from './short-name.ts';

it('marks where a name was cut, and never cuts a character in two', () => {
  expect(shortName('x'.repeat(120))).toBe('x'.repeat(120));
  expect(shortName('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`);
  expect(shortName(`${'x'.repeat(118)}😀 and more`)).toBe(`${'x'.repeat(118)}…`);
  expect(shortName(`${'x'.repeat(118)}😀 and more`).isWellFormed()).toBe(true);
});
