import * as z from 'zod/mini';
import { BadRequest, type Issue } from './errors.ts';

// zod/mini has no built-in messages.
z.config(z.locales.en());

/** Largest number of issues in one response. */
const MAX_ISSUES = 20;

/** How many characters of an unknown field name a response repeats. */
const NAME_MAX_LENGTH = 100;

/** Parses `value`; undefined without a schema. Throws BadRequest. */
export function parse(schema: z.ZodMiniType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) => issuesOf(issue, where));
  throw new BadRequest(issues.slice(0, MAX_ISSUES));
}

/** Reports unknown fields, so that a misspelt field is not silently ignored. */
function issuesOf(issue: z.core.$ZodIssue, where: string): Issue[] {
  const path = [where, ...issue.path];
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...path, key.slice(0, NAME_MAX_LENGTH)].join('.'),
    message: 'There is no such field.',
  }));
}
