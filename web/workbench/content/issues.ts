import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

const ISSUES_SHOWN_MAX = 20;

/** Zod issues as sentences for people: at most ISSUES_SHOWN_MAX, then the number of the others. */
export function issueTexts(issues: readonly Issue[], value: unknown): string[] {
  const texts = issues.slice(0, ISSUES_SHOWN_MAX).map((issue) => issueText(issue, value));
  const more = issues.length - texts.length;
  return more > 0 ? [...texts, `And ${more} more.`] : texts;
}

function issueText(issue: Issue, value: unknown): string {
  return `${place(issue.path, value)} ${problem(issue)}.`;
}

function problem(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `is not ${ARTICLES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `is below the minimum of ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `is over the maximum of ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return `has fields that do not belong there: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `is none of ${issue.values.map((one) => JSON.stringify(one)).join(', ')}`;
    case 'invalid_key':
      return 'has a key that is not allowed';
    case 'invalid_union':
      return 'is of an unknown kind';
    default:
      return issue.message || 'is not valid';
  }
}

const ARTICLES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}

/** The path with the names that people gave: `dashboards[1] "Overview" modules[0].layout.w`. */
function place(path: readonly PropertyKey[], value: unknown): string {
  let text = '';
  let current: unknown = value;
  for (const key of path) {
    const separator = text === '' ? '' : text.endsWith('"') ? ' ' : '.';
    text += typeof key === 'number' ? `[${key}]` : `${separator}${String(key)}`;
    current = (current as Record<PropertyKey, unknown> | undefined)?.[key];
    const name = (current as { name?: unknown } | undefined)?.name;
    if (typeof name === 'string' && name !== '') text += ` "${name.slice(0, 40)}"`;
  }
  return text === '' ? 'The content' : text;
}
