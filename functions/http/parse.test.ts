import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { BadRequest } from './errors.ts';
import { parse } from './parse.ts';

const schema = z.strictObject({ title: z.string(), size: z.optional(z.object({ x: z.int() })) });

function issuesOf(value: unknown) {
  try {
    parse(schema, value, 'body');
  } catch (error) {
    if (error instanceof BadRequest) return error.issues;
  }
  return [];
}

describe('Input', () => {
  it('is parsed with the schema, and is undefined if an operation has none', () => {
    expect(parse(schema, { title: 'A' }, 'body')).toEqual({ title: 'A' });
    expect(parse(undefined, { title: 'A' }, 'body')).toBeUndefined();
  });

  it('that is invalid is refused with a path and a message', () => {
    expect(issuesOf({ title: 1, size: { x: 'y' } })).toEqual([
      { path: 'body.title', message: expect.stringMatching(/^Invalid input: expected string/) },
      { path: 'body.size.x', message: expect.stringMatching(/^Invalid input: expected number/) },
    ]);
    expect(issuesOf([])).toEqual([{ path: 'body', message: expect.any(String) }]);
  });

  it('with an unknown field is refused with the field’s name', () => {
    expect(issuesOf({ title: 'A', desciption: 'x', b: 1 })).toEqual([
      { path: 'body.desciption', message: 'There is no such field.' },
      { path: 'body.b', message: 'There is no such field.' },
    ]);
  });

  it('with very many errors is refused with only some of them', () => {
    const fields = Array.from({ length: 50 }, (_, index) => [`${index} ${'x'.repeat(500)}`, 1]);
    const issues = issuesOf({ title: 'A', ...Object.fromEntries(fields) });
    expect(issues).toHaveLength(20);
    expect(issues[0]?.path).toHaveLength('body.'.length + 100);
  });
});
