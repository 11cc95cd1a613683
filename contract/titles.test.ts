import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { title } from './fields.ts';
import { fold, plainTitle, shortTitle } from './titles.ts';

/** Beyond this code point are ideographs, which have no case. */
const LAST_WITH_CASE = 0x1ffff;
const anyText = fc.string({ unit: 'binary', maxLength: 40 });

describe('A title', () => {
  it.each([
    ['  North flank\u00a0 ', 'North flank'],
    ['\n\tNorth\u3000', 'North'],
    ['e\u0301', 'é'],
    ['\u1112\u1161\u11ab', '한'],
    ['T\ud83d', 'T\ufffd'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['  \ufeffA', 'A'],
  ])('%j is normalised to %j', (given, taken) => {
    expect(title.parse(given)).toBe(taken);
  });

  it.each([
    ['', 'visible'],
    [' ', 'visible'],
    ['\u200b\u200d', 'visible'],
    ['\u3164', 'visible'],
    ['\u2800', 'visible'],
    ['\u00ad', 'visible'],
    ['a\tb', 'control'],
    ['a\nb', 'control'],
    ['a\u0000b', 'control'],
    ['a\u0085b', 'control'],
    ['a\u2028b', 'control'],
    ['gpj.\u202Eexe', 'reverse text'],
    ['a\u2067b', 'reverse text'],
    ['x'.repeat(121), 'at most 120'],
    ['x'.repeat(10_000_000), 'at most 120'],
  ])('%.20j is refused, with the reason', (given, reason) => {
    expect(title.safeParse(given).error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining(reason),
    ]);
  });

  it('may have 120 characters after accents are composed', () => {
    expect(title.parse('e\u0301'.repeat(120))).toBe('é'.repeat(120));
    expect(title.parse(` ${'x'.repeat(120)} `)).toBe('x'.repeat(120));
  });

  it('that is already normalised does not change', () => {
    fc.assert(fc.property(anyText, (text) => plainTitle(plainTitle(text)) === plainTitle(text)));
  });

  it('that is too long is not cut inside a surrogate pair', () => {
    expect(shortTitle('x'.repeat(130))).toBe('x'.repeat(120));
    expect(shortTitle(`${'x'.repeat(119)}😀`)).toBe('x'.repeat(119));
    expect(shortTitle(`${'x'.repeat(118)}😀y`)).toBe(`${'x'.repeat(118)}😀`);
  });
});

describe('The fold of a title', () => {
  it.each([
    ['istanbul', 'İstanbul'],
    ['ISTANBUL', 'İstanbul'],
    ['οδοσ', 'ΟΔΟΣ'],
    ['οδος', 'ΟΔΟΣ'],
    ['é', 'e\u0301'],
    ['É', 'e\u0301'],
    ['STRASSE', 'Straße'],
    ['ẞ', 'ß'],
    ['ﬁn', 'FIN'],
    ['ＡＢＣ', 'abc'],
    ['  Plan ', 'plan'],
    ['ǅ', 'ǆ'],
    ['ᾳ', 'ᾼ'],
  ])('of %j equals that of %j', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it('distinguishes different letters', () => {
    expect(fold('e')).not.toBe(fold('é'));
    expect(fold('i')).not.toBe(fold('j'));
  });

  it('of a part of a title is contained in that of the title', () => {
    expect(fold('İstanbul Plan')).toContain(fold('istanbul'));
    expect(fold('Café 2')).toContain(fold('Cafe\u0301'));
  });

  it('is idempotent, for every character that may have case', () => {
    const changed = [];
    for (let point = 0; point <= LAST_WITH_CASE; point++) {
      const once = fold(String.fromCodePoint(point));
      if (fold(once) !== once) changed.push(point.toString(16));
    }
    expect(changed).toEqual([]);
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)));
  });

  it('is the same for upper and lower case, for every letter that has case', () => {
    const apart = [];
    for (let point = 0; point <= LAST_WITH_CASE; point++) {
      const letter = String.fromCodePoint(point);
      const folds = new Set([letter, letter.toUpperCase(), letter.toLowerCase()].map(fold));
      if (folds.size !== 1) apart.push(letter);
    }
    expect(apart).toEqual([]);
  });
});
