/** Kinds of vectors, by the first letter of their name in a simulator's summary. */
export const VECTOR_GROUPS = ['Field', 'Group', 'Well', 'Region', 'Other'] as const;
export type VectorGroup = (typeof VECTOR_GROUPS)[number];

/** The group of a vector: "Well" for "WOPR:A1", "Other" for a name without a known convention. */
export function groupOf(name: string): VectorGroup {
  const [keyword = '', ...place] = name.split(':');
  if (!/^[A-Z][A-Z0-9_]{2,7}$/.test(keyword)) return 'Other';
  if (place.length === 0) return keyword.startsWith('F') ? 'Field' : 'Other';
  return (
    ({ G: 'Group', W: 'Well', R: 'Region', F: 'Field' }[keyword[0] as string] as VectorGroup) ??
    'Other'
  );
}

/**
 * Returns a test for names by patterns as simulators write them: "F*" and "WOPR:*" ("?" is one character), separated by
 * blanks. A word without wildcards matches anywhere in a name. Case is ignored.
 */
export function nameMatcher(text: string): (name: string) => boolean {
  const tests = text
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const escaped = word
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
      return new RegExp(/[*?]/.test(word) ? `^${escaped}$` : escaped, 'i');
    });
  return (name) => tests.length === 0 || tests.some((test) => test.test(name));
}
