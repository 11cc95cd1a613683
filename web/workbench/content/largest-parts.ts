import { partLabel } from './labels.ts';
import { split } from './parts.ts';
import type { SessionContent } from './schema.ts';

/** All parts with the same label, such as the notes on one dashboard. */
export interface PartGroup {
  readonly label: string;
  readonly count: number;
  /** Length of their JSON in characters, before compression. */
  readonly size: number;
}

/** A session's parts grouped by label, largest first. Takes as long as stringifying the content. */
export function largestParts(content: SessionContent): readonly PartGroup[] {
  const parts = split(content);
  const groups = new Map<string, PartGroup>();
  for (const [name, part] of parts) {
    const label = partLabel(name, part, parts);
    const { count, size } = groups.get(label) ?? { count: 0, size: 0 };
    groups.set(label, { label, count: count + 1, size: size + JSON.stringify(part).length });
  }
  return [...groups.values()].sort((a, b) => b.size - a.size);
}
