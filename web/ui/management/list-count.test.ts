import { expect, test } from 'vitest';
import { countWords } from './list-body.tsx';

test('A list says how many there are only once all of them are loaded', () => {
  expect(countWords(0, false, 'session')).toBe('0 sessions');
  expect(countWords(1, false, 'session')).toBe('1 session');
  expect(countWords(50, true, 'session')).toBe('First 50 sessions');
});
