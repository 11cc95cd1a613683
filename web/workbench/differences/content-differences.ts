import { METADATA_PART, type Metadata, plainMetadata, sameJson } from '../../kernel/index.ts';
import { contentModel } from '../content/model.ts';
import type { SessionContent } from '../content/schema.ts';
import { nameInList } from './name-in-list.ts';
import { namesById } from './names-by-id.ts';
import { type FieldDifference, partDifferences } from './part-differences.ts';

/** One version of a session: title, description and content. */
export interface Version {
  readonly metadata: Metadata;
  readonly content: SessionContent;
}

/** A part that differs between two versions, in words. In `fields`, `mine` is the earlier version. */
export interface PartChange {
  readonly name: string;
  /** "Dashboard 'Overview'" */
  readonly label: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly FieldDifference[];
}

/** The changes from the earlier to the later version, part by part. */
export function contentDifferences(earlier: Version, later: Version): readonly PartChange[] {
  const before = partsOf(earlier);
  const after = partsOf(later);
  const all = new Map([...before, ...after]);
  const names = namesById(all);
  const changed = [...all.keys()].filter((name) => !sameJson(before.get(name), after.get(name)));
  return changed.map((name) => {
    const parts = { mine: before.get(name), theirs: after.get(name) };
    const isTitle = name === METADATA_PART;
    return {
      name,
      label: isTitle ? 'Title and description' : nameInList(name, all),
      change:
        parts.mine === undefined ? 'added' : parts.theirs === undefined ? 'removed' : 'changed',
      fields: partDifferences(parts, (id) => names.get(id)),
    };
  });
}

/** All parts of a version by name; `metadata` has title and description. */
export function partsOf({ metadata, content }: Version): ReadonlyMap<string, unknown> {
  return new Map([
    [METADATA_PART, plainMetadata(metadata)] as const,
    ...contentModel.split(content),
  ]);
}
