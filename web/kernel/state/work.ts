import type { Metadata } from '../ports/api.ts';
import type { Parts } from '../ports/journal.ts';
import type { PartsModel } from '../ports/model.ts';

/** What a person works on: a content under its title. Every edit replaces it as a whole. */
export interface Work<Content> {
  readonly content: Content;
  /** Plain, as `plainMetadata` makes it: it is a part as it stands. */
  readonly metadata: Metadata;
  /** Absent where there are none. */
  readonly drafts?: Drafts | undefined;
}

/**
 * What is typed in editors and not part of the content, by the editor's key: JSON that the kernel does not look into.
 * It counts as unsaved work and is backed up with it; it is never sent.
 */
export type Drafts = Readonly<Record<string, unknown>>;

export function workOf<Content>(
  content: Content,
  metadata: Metadata,
  drafts?: Drafts,
): Work<Content> {
  const work = { content, metadata: plainMetadata(metadata) };
  return drafts === undefined ? work : { ...work, drafts };
}

/** What is sent of it, and so what a base can be. */
export function withoutDrafts<Content>({ content, metadata }: Work<Content>): Work<Content> {
  return { content, metadata };
}

/** Another work under what is being typed here. */
export function withDraftsOf<Content>({ drafts }: Work<Content>, work: Work<Content>) {
  return drafts === undefined ? work : { ...work, drafts };
}

/** The same with another draft; undefined takes it away. */
export function withDraft<Content>(work: Work<Content>, key: string, draft: unknown) {
  const { [key]: before, ...others } = work.drafts ?? {};
  if (before === draft) return work;
  const drafts = draft === undefined ? others : { ...others, [key]: draft };
  const { content, metadata } = work;
  return Object.keys(drafts).length === 0 ? { content, metadata } : { content, metadata, drafts };
}

/** Whether nothing was edited between the two, by identity. */
export function isSameWork(a: Work<unknown> | null, b: Work<unknown> | null): boolean {
  return (
    a === b || (a?.content === b?.content && a?.metadata === b?.metadata && a?.drafts === b?.drafts)
  );
}

/** The one part the kernel adds itself: title and description. In the root hash, not in the content. */
export const METADATA_PART = 'metadata';

/** And the part that is never sent. */
export const DRAFTS_PART = 'drafts';

/** Hashes of the assets that a work names, each once. */
export function assetsOf<Content>(
  model: PartsModel<Content>,
  work: Work<Content> | null | undefined,
): readonly string[] {
  return (work && model.assets?.(work.content)) ?? [];
}

/** Between two edits the parts are asked for several times, and there may be many. */
const splits = new WeakMap<Work<unknown>, Parts>();

export function partsOf<Content>(model: PartsModel<Content>, work: Work<Content>): Parts {
  const known = splits.get(work);
  if (known !== undefined) return known;
  const parts = model.split(work.content).set(METADATA_PART, work.metadata);
  if (work.drafts) parts.set(DRAFTS_PART, work.drafts);
  splits.set(work, parts);
  return parts;
}

export function metadataOf(parts: Parts): Metadata {
  return parts.get(METADATA_PART) as Metadata;
}

export function draftsOf(parts: Parts): Drafts | undefined {
  return parts.get(DRAFTS_PART) as Drafts | undefined;
}

/** The parts without those of the kernel: what the application joins. */
export function contentParts(parts: Parts): Parts {
  const content = new Map(parts);
  content.delete(METADATA_PART);
  content.delete(DRAFTS_PART);
  return content;
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

export function sameMetadata(a: Metadata, b: Metadata): boolean {
  return a.title === b.title && (a.description ?? '') === (b.description ?? '');
}

/** Title and description alone, as the server stores them: with one spelling for "no description". */
export function plainMetadata({ title, description }: Metadata): Metadata {
  return {
    title: title.toWellFormed().normalize('NFC').trim(),
    description: description?.toWellFormed() || null,
  };
}

/** "Overview" becomes "Overview (copy)"; a title stays within its 120 characters, and no character is cut in half. */
export function copyTitle(title: string): string {
  const kept = title.slice(0, TITLE_MAX_LENGTH - COPY_SUFFIX.length);
  return kept.replace(/[\uD800-\uDBFF]$/, '') + COPY_SUFFIX;
}

const COPY_SUFFIX = ' (copy)';
/** As in the contract, which the kernel does not import. */
const TITLE_MAX_LENGTH = 120;
