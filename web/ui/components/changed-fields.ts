import { sameJson } from '../../kernel/index.ts';

/**
 * The fields in which `now` differs from `before`. A form writes these alone: what it shows of the others may be older
 * than what another page has made of them.
 */
export function changedFields<Values extends object>(before: Values, now: Values): Partial<Values> {
  const changed = Object.entries(now).filter(
    ([name, value]) => !sameJson(value, before[name as keyof Values]),
  );
  return Object.fromEntries(changed) as Partial<Values>;
}
