import { useRef } from 'preact/hooks';

/**
 * The list of the render before, as long as its members are the same or have the same fields, so that
 * what is computed from it need not be computed again.
 */
export function useStable<T extends object>(next: readonly T[]): readonly T[] {
  const kept = useRef(next);
  if (!sameList(kept.current, next)) kept.current = next;
  return kept.current;
}

function sameList<T extends object>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, i) => sameFields(item, other[i]));
}

function sameFields(one: object, other: object | undefined): boolean {
  if (one === other) return true;
  const fields = Object.entries(one);
  return (
    other !== undefined &&
    fields.length === Object.keys(other).length &&
    fields.every(([key, value]) => value === other[key as keyof typeof other])
  );
}
