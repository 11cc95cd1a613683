import * as z from 'zod/mini';
import { BadRequest, type Issue } from './errors.ts';

// zod/mini brings no messages of its own.
z.config(z.locales.en());

/** Largest number of issues in one answer. */
const MAX_ISSUES = 20;

/** Longest part of a wrong name that an answer repeats, in characters. */
const NAME_MAX_LENGTH = 100;

/** The value in the shape of `schema`, or undefined where an operation has none. Throws BadRequest. */
export function parse(schema: z.ZodMiniType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) => issuesOf(issue, where));
  throw new BadRequest(issues.slice(0, MAX_ISSUES));
}

/** Unknown fields are named in the answer: a misspelt field must not be ignored silently. */
function issuesOf(issue: z.core.$ZodIssue, where: string): Issue[] {
  const path = [where, ...issue.path];
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...path, key.slice(0, NAME_MAX_LENGTH)].join('.'),
    message: 'There is no such field.',
  }));
}
