import type { ValueFilter } from '../../workbench/content/schema.ts';

/** "PORO from 0.22", "FOPT on 2031-05-01 from 5 to 10". */
export function valueFilterWords({ of, name, at, low, high }: ValueFilter): string {
  const when = of === 'vector' ? (at === 'end' ? ' on the last day' : ` on ${at}`) : '';
  const from = low === null ? '' : ` from ${low}`;
  const to = high === null ? '' : ` to ${high}`;
  return `${name}${when}${from}${to}`;
}
