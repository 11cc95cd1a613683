import { describe, expect, it } from 'vitest';
import { unescapeInPlace } from './json-string.ts';

/** Unescapes the inside of a JSON string. */
const textOf = (json: string | Buffer) => String(unescapeInPlace(Buffer.from(json)));

const pieces = [
  ...['', 'plain', 'é', '€', '😀', '\u007f', '\u2028'],
  ...['\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t'],
  ...['\\u0000', '\\u0041', '\\u007f', '\\u0080', '\\u07FF', '\\u0800', '\\uFFFF', '\\uabCD'],
  ...['\\ud83d\\ude00', '\\uD800\\uDC00', '\\udbff\\udfff'],
  ...['\\ud800', '\\udbff', '\\udc00', '\\udfff', '\\ud800x', '\\ud800\\n', '\\ud800\\u0041'],
];

describe('The inside of a JSON string', () => {
  it('is unescaped as every parser does it, whatever characters follow each other', () => {
    for (const first of pieces) {
      for (const second of pieces) {
        const json = first + second + first;
        expect(textOf(json)).toBe(JSON.parse(`"${json}"`).toWellFormed());
      }
    }
  });

  it('is overwritten, and nothing outside it', () => {
    const whole = Buffer.from('"a\\nb"');
    const text = unescapeInPlace(whole.subarray(1, -1));
    expect(text.buffer).toBe(whole.buffer);
    expect(String(text)).toBe('a\nb');
    expect([whole[0], whole.at(-1)]).toEqual([0x22, 0x22]);
  });

  it.each([
    ['an unescaped line break', 'a\nb'],
    ['an unescaped control character', '\u001f'],
    ['an unescaped control character after an escape', '\\n\u0000'],
    ['an unknown escape', '\\x41'],
    ['an escape of U+0000', '\\\u0000'],
    ['an escape in capitals', '\\U0041'],
    ['a backslash at its end', 'a\\'],
    ['an escape without digits', '\\u'],
    ['an escape of three digits', '\\u004'],
    ['an escape of no digits', '\\u00g0'],
    ['an escape of a sign', '\\u+041'],
    ['a character next to the hexadecimal digits', '\\u004@'],
    ['a surrogate pair whose second half is truncated', '\\ud83d\\ude0'],
  ])('with %s is refused', (_, json) => {
    expect(() => JSON.parse(`"${json}"`)).toThrow(SyntaxError);
    expect(() => textOf(json)).toThrow(SyntaxError);
  });
});
