import type { ContentModel } from './content-model.ts';
import type { Problem } from './problem.ts';

export type ReadContent<Content> =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly problem: Problem };

/** Content text as it comes from the server or the journal: parsed, migrated and checked. */
export function readContent<Content>(
  model: ContentModel<Content>,
  text: string,
): ReadContent<Content> {
  try {
    return readValue(model, JSON.parse(text));
  } catch (error) {
    return { ok: false, problem: { kind: 'invalid', issues: [String(error)] } };
  }
}

export function readValue<Content>(
  model: ContentModel<Content>,
  value: unknown,
): ReadContent<Content> {
  const read = model.read(value);
  if (read.ok) return read;
  return {
    ok: false,
    problem: read.reason === 'newer' ? { kind: 'newer' } : { kind: 'invalid', issues: read.issues },
  };
}
