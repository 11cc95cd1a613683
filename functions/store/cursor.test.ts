import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.ts';
import { BadCursor } from './errors.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString());

describe('A cursor', () => {
  it.each([
    ['a string', 'Ørsted "1"'],
    ['a number', 7],
    ['null', null],
    ['no value', undefined],
  ])('with %s is read back as it was written', (_, value) => {
    const cursor = writeCursor({ value, id: 'item' }, 'list');
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(readCursor(cursor, 'list')).toEqual({ value, id: 'item' });
  });

  it('of another list is refused', () => {
    const cursor = writeCursor({ value: 1, id: 'item' }, 'list');
    expect(() => readCursor(cursor, 'another')).toThrow(BadCursor);
  });

  it.each([
    ['another id', { id: 'other' }],
    ['another value', { value: 2 }],
    ['no checksum', { check: undefined }],
    ['an empty checksum', { check: '' }],
  ])('with %s inserted is refused', (_, change) => {
    const cursor = decode(writeCursor({ value: 1, id: 'item' }, 'list'));
    expect(() => readCursor(encode({ ...cursor, ...change }), 'list')).toThrow(BadCursor);
  });

  it.each(['', 'nonsense', encode(7), encode({ check: 1, id: 2 }), 'ä'])(
    '"%s" is refused',
    (cursor) => {
      expect(() => readCursor(cursor, 'list')).toThrow(BadCursor);
    },
  );

  it('has a checksum of 16 characters', () => {
    expect(decode(writeCursor({ value: 1, id: 'item' }, 'list')).check).toMatch(/^[\w-]{16}$/);
  });
});
