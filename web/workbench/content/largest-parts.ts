import { partLabel } from './labels.ts';
import { split } from './parts.ts';
import type { SessionContent } from './schema.ts';

/** All parts of one name, such as the notes on one dashboard. */
export interface PartGroup {
  readonly label: string;
  readonly count: number;
  /** Characters of their JSON, before compression. */
  readonly size: number;
}

/** What takes the space in a session: its parts by name, the largest first. Takes as long as writing it as JSON. */
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
