import { describe, expect, it, vi } from 'vitest';
import { currentOf, isKnown, readConditions } from './conditions.ts';
import { BadRequest } from './errors.ts';

const read = (headers: Record<string, string>) =>
  readConditions({ headers: new Headers(headers) } as never);

describe('ETags in a header', () => {
  it.each([
    ['"a"', ['"a"']],
    ['a', ['"a"']],
    ['W/"a"', ['"a"']],
    ['  "a"  ', ['"a"']],
    ['"a", W/"b" ,c', ['"a"', '"b"', '"c"']],
    [',"a",,', ['"a"']],
    ['"0000d826-0000-0700-0000-6a3e4d8c0000"', ['"0000d826-0000-0700-0000-6a3e4d8c0000"']],
    ['"!#+-~"', ['"!#+-~"']],
  ])('written %j are read as %j', (given, etags) => {
    expect(read({ 'if-match': given }).ifMatch).toEqual(etags);
    expect(read({ 'if-none-match': given }).ifNoneMatch).toEqual(etags);
  });

  it.each(['"a" "b"', '"', '""', '"a"b', '"ä"', '"a\tb"', '"a", "', 'a b', ',', ', ,'])(
    'written %j are refused, and the error names the header',
    (given) => {
      for (const name of ['If-Match', 'If-None-Match']) {
        const refused = () => read({ [name]: given });
        expect(refused).toThrow(BadRequest);
        expect(refused).toThrow(`header.${name}: Expected ETags from earlier responses`);
      }
    },
  );

  it('written "*" match any document', () => {
    expect(read({ 'if-match': '*' }).ifMatch).toBeUndefined();
    expect(read({ 'if-none-match': ' * ' }).ifNoneMatch).toBe('*');
  });

  it('that are absent or empty set no condition', () => {
    expect(read({})).toEqual({
      ifMatch: undefined,
      ifNoneMatch: undefined,
      idempotencyKey: undefined,
      minimal: false,
      range: undefined,
    });
    expect(read({ 'if-match': ' ', 'if-none-match': '' })).toMatchObject({
      ifMatch: undefined,
      ifNoneMatch: undefined,
    });
  });
});

describe('An Idempotency-Key', () => {
  it.each(['A-_45678901234567890ab', 'x'.repeat(64)])('of %s is accepted', (key) => {
    expect(read({ 'idempotency-key': key }).idempotencyKey).toBe(key);
  });

  it.each(['', 'short', 'x'.repeat(65), 'x'.repeat(21), `${'x'.repeat(22)}!`])(
    'of %j is refused, and the error names the header',
    (key) => {
      const refused = () => read({ 'idempotency-key': key });
      expect(refused).toThrow(BadRequest);
      expect(refused).toThrow(/^header\.Idempotency-Key: Idempotency-Key has 22 to 64/);
    },
  );
});

describe('Prefer', () => {
  it.each([
    'return=minimal',
    'RETURN=Minimal',
    'wait=5, return=minimal',
    'return=minimal;x',
    'a return=minimal',
  ])('%j leaves the content out', (prefer) => {
    expect(read({ prefer }).minimal).toBe(true);
  });

  it.each(['return=representation', 'return=minimally', 'xreturn=minimal', ''])(
    '%j leaves the content in',
    (prefer) => {
      expect(read({ prefer }).minimal).toBe(false);
    },
  );
});

describe('An answer', () => {
  it('is known if it has any of the ETags, or for "*"', () => {
    expect(isKnown('"a"', ['"b"', '"a"'])).toBe(true);
    expect(isKnown('"a"', '*')).toBe(true);
    expect(isKnown('"a"', ['"b"'])).toBe(false);
    expect(isKnown('"a"', undefined)).toBe(false);
    expect(isKnown(undefined, '*')).toBe(false);
  });
});

describe('With several ETags in If-Match', () => {
  it('the one that matches the document is used, or the first if none matches', async () => {
    const now = async () => '"b"';
    expect(await currentOf(['"a"', '"b"'], now)).toBe('"b"');
    expect(await currentOf(['"c"', '"d"'], now)).toBe('"c"');
  });

  it('the document is not read if there is only one or none', async () => {
    const never = vi.fn();
    expect(await currentOf(['"a"'], never)).toBe('"a"');
    expect(await currentOf(undefined, never)).toBeUndefined();
    expect(await currentOf([], never)).toBeUndefined();
    expect(never).not.toHaveBeenCalled();
  });
});
