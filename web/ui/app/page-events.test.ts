import { expect, it } from 'vitest';
import { overLimitWords } from './page-events.ts';

const field = (value: string, selectionStart: number, selectionEnd = selectionStart) => ({
  maxLength: 10,
  value,
  selectionStart,
  selectionEnd,
});

it('says how long a text would become that does not fit', () => {
  expect(overLimitWords(field('1234567', 7), 'abcd')).toBe(
    'Nothing was inserted: with it there would be 11 characters, and at most 10 fit here.',
  );
  expect(overLimitWords(field('1234567890', 10), 'a')).toBe('At most 10 characters fit here.');
});

it('counts what the selection gives free', () => {
  expect(overLimitWords(field('1234567', 7), 'abc')).toBeNull();
  expect(overLimitWords(field('1234567', 0, 7), 'abcdefghij')).toBeNull();
  expect(overLimitWords({ ...field('1234567', 7), maxLength: -1 }, 'x'.repeat(50))).toBeNull();
});
