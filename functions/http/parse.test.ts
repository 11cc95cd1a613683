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
  it('comes in the shape of the schema, and is nothing where an operation has none', () => {
    expect(parse(schema, { title: 'A' }, 'body')).toEqual({ title: 'A' });
    expect(parse(undefined, { title: 'A' }, 'body')).toBeUndefined();
  });

  it('that does not fit is refused, with where and what', () => {
    expect(issuesOf({ title: 1, size: { x: 'y' } })).toEqual([
      { path: 'body.title', message: expect.stringMatching(/^Invalid input: expected string/) },
      { path: 'body.size.x', message: expect.stringMatching(/^Invalid input: expected number/) },
    ]);
    expect(issuesOf([])).toEqual([{ path: 'body', message: expect.any(String) }]);
  });

  it('with a field that nobody knows is refused, with the field’s name', () => {
    expect(issuesOf({ title: 'A', desciption: 'x', b: 1 })).toEqual([
      { path: 'body.desciption', message: 'There is no such field.' },
      { path: 'body.b', message: 'There is no such field.' },
    ]);
  });

  it('with very much wrong is refused without repeating all of it', () => {
    const fields = Array.from({ length: 50 }, (_, index) => [`${index} ${'x'.repeat(500)}`, 1]);
    const issues = issuesOf({ title: 'A', ...Object.fromEntries(fields) });
    expect(issues).toHaveLength(20);
    expect(issues[0]?.path).toHaveLength('body.'.length + 100);
  });
});
