import { NAME_MAX_LENGTH } from './limits.ts';

/** A name cut to `maxLength` with "…" at the end, without splitting a surrogate pair. */
export function shortName(name: string, maxLength = NAME_MAX_LENGTH): string {
  if (name.length <= maxLength) return name;
  return `${name.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
