import { Marked } from 'marked';
import { expect, test } from 'vitest';
import { isPlain } from './note-view.tsx';

const PARTS = [
  ...'aZ\u00e9\u00df1 ,;.?!()%/-_*~`#>[]<&|:@=+\\\n\'"',
  'www.',
  'http://a.b',
  '1. ',
  '  ',
];
const marked = new Marked({ gfm: true, breaks: true, async: false });
let seed = 7;
const next = (below: number) => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};

test('Text that counts as plain is what Markdown makes of it', () => {
  let plain = 0;
  for (let i = 0; i < 20_000; i++) {
    const length = 1 + next(7);
    const text = Array.from({ length }, () => PARTS[next(PARTS.length)]).join('');
    if (!isPlain(text)) continue;
    plain += 1;
    expect(marked.parse(text)).toBe(`<p>${text}</p>\n`);
  }
  expect(plain).toBeGreaterThan(100);
});

test.each([
  ['What was found', true],
  ['Rates fall by 3.5 % after 2026-01-31 (see the table), but why?', true],
  ['- one', false],
  ['1. one', false],
  ['**Found**', false],
  ['see www.example.com', false],
  ['two\nlines', false],
])('%j is plain: %s', (text, expected) => {
  expect(isPlain(text)).toBe(expected);
});
