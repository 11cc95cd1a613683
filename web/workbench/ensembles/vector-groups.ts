/** Kinds of vectors, by the first letter of a simulator's summary. */
export const VECTOR_GROUPS = ['Field', 'Group', 'Well', 'Region', 'Other'] as const;
export type VectorGroup = (typeof VECTOR_GROUPS)[number];

/** "WOPR:A1" is a well's. A name that follows no convention is Other. */
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
 * A test for names: "F*" and "WOPR:*" as simulators write patterns ("?" is one character), several apart by blanks;
 * a word without either is looked for anywhere in a name. Capitals do not matter.
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
