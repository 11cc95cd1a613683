import { NAME_MAX_LENGTH } from './limits.ts';

/** The beginning of a name that would be too long, cut between two characters and marked by "…". */
export function shortName(name: string, maxLength = NAME_MAX_LENGTH): string {
  if (name.length <= maxLength) return name;
  return `${name.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
