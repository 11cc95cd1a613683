import type { ContentModel } from './content-model.ts';
import { type Metadata, plainMetadata } from './metadata.ts';
import type { Parts } from './ports/journal.ts';

/** The one part the kernel adds itself: title and description. In the root hash, not in the content. */
export const METADATA_PART = 'metadata';

/** One object per metadata object, so that the part too is found unchanged by identity. */
const metadataParts = new WeakMap<Metadata, Metadata>();

function metadataPart(metadata: Metadata): Metadata {
  const known = metadataParts.get(metadata);
  if (known !== undefined) return known;
  const part = plainMetadata(metadata);
  metadataParts.set(metadata, part);
  return part;
}

/** What was split last: between two edits its parts are asked for several times, and there may be many. */
let last: { content: unknown; metadata: Metadata; model: unknown; parts: Parts } | null = null;

export function partsOf<Content>(
  model: ContentModel<Content>,
  content: Content,
  metadata: Metadata,
): Parts {
  if (last?.content === content && last.metadata === metadata && last.model === model)
    return last.parts;
  const parts = model.split(content).set(METADATA_PART, metadataPart(metadata));
  last = { content, metadata, model, parts };
  return parts;
}

export function metadataOf(parts: Parts): Metadata {
  return parts.get(METADATA_PART) as Metadata;
}

/** The parts without title and description: what the application joins. */
export function contentParts(parts: Parts): Parts {
  const content = new Map(parts);
  content.delete(METADATA_PART);
  return content;
}

/** The same parts under another title and description. */
export function withMetadata(parts: Parts, metadata: Metadata): Parts {
  return new Map(parts).set(METADATA_PART, metadataPart(metadata));
}

/** What leads from one set of parts to the other, by identity; undefined for a removed part. */
export function changedParts(before: Parts, after: Parts): Map<string, unknown | undefined> {
  const changes = new Map<string, unknown | undefined>();
  if (before === after) return changes;
  let found = 0;
  after.forEach((part, name) => {
    const old = before.get(name);
    if (old !== undefined) found += 1;
    if (old !== part) changes.set(name, part);
  });
  // Every name of before was found again, so none was removed: the usual edit needs one pass.
  if (found === before.size) return changes;
  for (const name of before.keys()) if (!after.has(name)) changes.set(name, undefined);
  return changes;
}
