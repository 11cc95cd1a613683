import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { issueTexts } from './issues.ts';

/** The problems of a value, in words for people. */
function said(schema: z.ZodMiniType, value: unknown): string[] {
  const parsed = z.safeParse(schema, value);
  return parsed.success ? [] : issueTexts(parsed.error.issues, value);
}

const text = z.string().check(z.minLength(2), z.maxLength(3));
const list = z.array(z.number()).check(z.minLength(1), z.maxLength(2));
const number = z.number().check(z.minimum(1), z.maximum(2));

it.each<[string, z.ZodMiniType, unknown, string]>([
  ['a text', z.string(), 1, 'is not a text'],
  ['a number', z.number(), '1', 'is not a number'],
  ['a whole number', z.int(), 1.5, 'is not a whole number'],
  ['a yes or no', z.boolean(), 1, 'is not true or false'],
  ['a list', list, {}, 'is not a list'],
  ['an object', z.strictObject({}), [], 'is not an object'],
  ['a record', z.record(z.string(), z.string()), 1, 'is not an object'],
  ['what has no word of its own', z.bigint(), 1, 'is not bigint'],
  ['a text that is too short', text, 'a', 'is below the minimum of 2 characters'],
  ['a text that is too long', text, 'abcd', 'is over the maximum of 3 characters'],
  ['a list that is too short', list, [], 'is below the minimum of 1 items'],
  ['a list that is too long', list, [1, 2, 3], 'is over the maximum of 2 items'],
  ['a number that is too small', number, 0, 'is below the minimum of 1'],
  ['a number that is too large', number, 3, 'is over the maximum of 2'],
  ['one of several', z.enum(['a', 'b']), 'c', 'is none of "a", "b"'],
  [
    'a key',
    z.record(z.string().check(z.regex(/^a$/)), z.number()),
    { b: 1 },
    'has a key that is not allowed',
  ],
  ['several kinds', z.union([z.string(), z.number()]), true, 'is of an unknown kind'],
  ['a rule with words', z.string().check(z.regex(/^a$/, 'is not "a"')), 'b', 'is not "a"'],
])('says what is wrong with %s', (_, schema, value, words) => {
  expect(said(z.object({ it: schema }), { it: value })[0]).toMatch(/^it(\.b)? /);
  expect(said(z.object({ it: schema }), { it: value })[0]?.replace(/^it(\.b)? /, '')).toBe(
    `${words}.`,
  );
});

it('names every unknown field', () => {
  const issues = said(z.strictObject({ a: z.number() }), { a: 1, b: 2, c: 3 });
  expect(issues).toEqual(['The content has fields that do not belong there: b, c.']);
});

it('has a default message for a rule without one', () => {
  const issue: z.core.$ZodIssue = { code: 'custom', path: [], message: '', input: 1 };
  expect(issueTexts([issue], 1)).toEqual(['The content is not valid.']);
});

it('says where the problem is, with the names that people gave', () => {
  const schema = z.object({
    rows: z.array(z.object({ name: z.string(), cells: z.array(z.object({ of: z.number() })) })),
  });
  const at = (name: unknown) => said(schema, { rows: [{ name, cells: [{ of: 1 }, { of: '' }] }] });
  expect(at('First')).toEqual(['rows[0] "First" cells[1].of is not a number.']);
  expect(at('')).toEqual(['rows[0].cells[1].of is not a number.']);
  expect(at('x'.repeat(41))).toEqual([`rows[0] "${'x'.repeat(40)}" cells[1].of is not a number.`]);
  expect(at(7)).toEqual(['rows[0].name is not a text.', 'rows[0].cells[1].of is not a number.']);
  expect(said(schema, {})).toEqual(['rows is not a list.']);
});

it('lists twenty, and says how many more there are', () => {
  const schema = z.array(z.number());
  const wrong = (count: number) => said(schema, new Array(count).fill(''));
  expect(wrong(20)).toHaveLength(20);
  expect(wrong(20).at(-1)).toBe('[19] is not a number.');
  expect(wrong(22)).toHaveLength(21);
  expect(wrong(22).slice(-2)).toEqual(['[19] is not a number.', 'And 2 more.']);
});
