import type { Metadata } from '../ports/api.ts';
import type { Parts } from '../ports/journal.ts';
import type { PartsModel } from '../ports/model.ts';

/** What the person works on: a content with title and description. Every edit creates a new one. */
export interface Work {
  /** Of the application's type. Inside the kernel it is unknown: only the model looks into it. */
  readonly content: unknown;
  /** In the form of `plainMetadata`: it is stored as a part. */
  readonly metadata: Metadata;
  /** Absent if there are none. */
  readonly drafts?: Drafts | undefined;
}

/**
 * Text in editors that is not part of the content yet, by the editor's key, as any JSON. It is unsaved work
 * and backed up with it, but never sent.
 */
export type Drafts = Readonly<Record<string, unknown>>;

export function workOf(content: unknown, metadata: Metadata, drafts?: Drafts): Work {
  const work = { content, metadata: plainMetadata(metadata) };
  return drafts === undefined ? work : { ...work, drafts };
}

/** The part of the work that is sent and that a base consists of. */
export function withoutDrafts({ content, metadata }: Work): Work {
  return { content, metadata };
}

/** Another work with the drafts of this one. */
export function withDraftsOf({ drafts }: Work, work: Work) {
  return drafts === undefined ? work : { ...work, drafts };
}

/** The work with another draft; undefined removes it. */
export function withDraft(work: Work, key: string, draft: unknown) {
  const { [key]: before, ...others } = work.drafts ?? {};
  if (before === draft) return work;
  const drafts = draft === undefined ? others : { ...others, [key]: draft };
  const { content, metadata } = work;
  return Object.keys(drafts).length === 0 ? { content, metadata } : { content, metadata, drafts };
}

/** True if nothing was edited between the two. Compares by identity. */
export function isSameWork(a: Work | null, b: Work | null): boolean {
  return (
    a === b || (a?.content === b?.content && a?.metadata === b?.metadata && a?.drafts === b?.drafts)
  );
}

/** A part that the kernel adds: title and description. It is in the root hash, but not in the content. */
export const METADATA_PART = 'metadata';

/** A part that the kernel adds: drafts. It is never sent. */
export const DRAFTS_PART = 'drafts';

/** The hashes of all assets that a work names. */
export function assetsOf(
  model: PartsModel<unknown>,
  work: Work | null | undefined,
): readonly string[] {
  return (work && model.assets?.(work.content)) ?? [];
}

/** The parts are needed several times between two edits, so they are split once. */
const splits = new WeakMap<Work, Parts>();

export function partsOf(model: PartsModel<unknown>, work: Work): Parts {
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

/** The work that parts of the current schema are joined to, without drafts. */
export function workOfParts(model: PartsModel<unknown>, parts: Parts): Work {
  return { content: model.join(contentParts(parts)), metadata: metadataOf(parts) };
}

export function draftsOf(parts: Parts): Drafts | undefined {
  return parts.get(DRAFTS_PART) as Drafts | undefined;
}

/** The parts without those that the kernel added. */
export function contentParts(parts: Parts): Parts {
  const content = new Map(parts);
  content.delete(METADATA_PART);
  content.delete(DRAFTS_PART);
  return content;
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
}

/** The parts that differ between two sets, by identity; undefined for a removed part. */
export function changedParts(before: Parts, after: Parts): Map<string, unknown | undefined> {
  const changes = new Map<string, unknown | undefined>();
  if (before === after) return changes;
  let found = 0;
  after.forEach((part, name) => {
    const old = before.get(name);
    if (old !== undefined) found += 1;
    if (old !== part) changes.set(name, part);
  });
  // If all old names were found, no part was removed. So a usual edit needs only one pass.
  if (found === before.size) return changes;
  for (const name of before.keys()) if (!after.has(name)) changes.set(name, undefined);
  return changes;
}

export function sameMetadata(a: Metadata, b: Metadata): boolean {
  return a.title === b.title && (a.description ?? '') === (b.description ?? '');
}

/** Title and description as the server stores them. An empty description becomes null. */
export function plainMetadata({ title, description }: Metadata): Metadata {
  return {
    title: title.toWellFormed().normalize('NFC').trim(),
    description: description?.toWellFormed() || null,
  };
}

/** "Overview" becomes "Overview (copy)". The title is cut to 120 characters, but no surrogate pair is split. */
export function copyTitle(title: string): string {
  const kept = title.slice(0, TITLE_MAX_LENGTH - COPY_SUFFIX.length);
  return kept.replace(/[\uD800-\uDBFF]$/, '') + COPY_SUFFIX;
}

const COPY_SUFFIX = ' (copy)';
/** The same as in the contract, which the kernel cannot import. */
const TITLE_MAX_LENGTH = 120;
