import { expect, it } from 'vitest';
import { wholeRows } from './whole-rows.ts';

it.each([
  ['1,2\n3', '1,2\n', 'a row that is cut'],
  ['1,2\r3\r', '1,2\r', 'a carriage return that may be half of a line end'],
  ['1,"a\nb', '', 'a quoted text that goes on'],
  ['1,2\n3,"a\nb', '1,2\n', 'a quoted text that goes on, after a row'],
  ['1,"a""\nb', '', 'a quoted text with a quote'],
  ['1,"a\nb"\n2', '1,"a\nb"\n', 'a quoted text of two lines'],
  ['1,7" liner\n2,3\n4', '1,7" liner\n2,3\n', 'a quote within a text'],
  ['1,"a" 7"\n2,3\n4', '1,"a" 7"\n2,3\n', 'a quote behind a quoted text'],
  ['# 7" liner\n2,3\n4', '# 7" liner\n2,3\n', 'a quote in a comment'],
  ['# "7 liner\n2,"a\nb', '# "7 liner\n', 'a quote in a comment and a quoted text that goes on'],
  ['#N/A ,"a\nb', '', 'a quoted text that goes on behind a missing value'],
  [
    '1,"a\nb"\r2,"c\nd"\r3',
    '1,"a\nb"\r2,"c\nd"\r',
    'newlines in quotes, where rows end in returns',
  ],
  ['"a\n# b","c\nd', '', 'quoted texts, the first of which looks like a comment'],
])('of %j only %j is whole: %s', (bytes, whole) => {
  const { length } = whole;
  expect(wholeRows(Buffer.from(bytes), ','.charCodeAt(0))).toBe(length);
});

it('takes blanks and tabs before a quote as one delimiter where blanks separate', () => {
  const bytes = Buffer.from('  -- 7"\n1 7" \t"a\nb');
  expect(wholeRows(bytes, ' '.charCodeAt(0))).toBe('  -- 7"\n'.length);
});
