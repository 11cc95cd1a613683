import { expect, test } from 'vitest';
import { parseRange } from './range.ts';

test.each([
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=10-19', { first: 10, last: 19 }],
  ['bytes=10-', { first: 10 }],
  ['bytes=-5', { suffix: 5 }],
])('%s requests %j', (header, expected) => {
  expect(parseRange(header)).toEqual(expected);
});

test.each([
  null,
  '',
  'bytes=-',
  'bytes=5-4',
  'bytes=0-1,3-4',
  'items=0-1',
  'xbytes=0-1',
  'bytes=a-b',
  'bytes=1.5-2',
])('%s requests everything', (header) => {
  expect(parseRange(header)).toBeUndefined();
});
