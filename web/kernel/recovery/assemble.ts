import { applyEntry, type Entry } from '../backup/entry.ts';
import type { Context } from '../context.ts';
import type { Metadata } from '../metadata.ts';
import { contentParts, METADATA_PART, metadataOf, partsOf } from '../parts.ts';
import type { BufferInfo, JournalReason, OpenedBuffer, Parts } from '../ports/journal.ts';
import type { Problem } from '../problem.ts';
import { type ReadContent, readValue } from '../read-content.ts';
import { openingProblem } from '../save/problems.ts';
import { type WorkingCopy, workingCopy } from '../working-copy.ts';
import { readEntries, setEntryAside } from './buffer-entries.ts';

/** A buffer as it was left, ready to be worked on. */
export interface Assembled<Content> {
  readonly ok: true;
  readonly content: Content;
  readonly metadata: Metadata;
  readonly copy: WorkingCopy;
}

/**
 * Puts a buffer together from the journal and the entry: the higher generation wins, never a clock,
 * and an entry of changed parts is applied on exactly the generations it names. What does not fit
 * is set aside, never deleted.
 */
export async function assemble<Content>(
  context: Context<Content>,
  bufferId: string,
): Promise<Assembled<Content> | { readonly ok: false; readonly problem: Problem }> {
  const { journal, model, ownerId } = context;
  const opened = await journal.open(bufferId);
  const inJournal = opened.ok && opened.value.info.ownerId === ownerId ? opened.value : null;
  const entry = latestEntry(context, bufferId);

  if (entry !== undefined && entry.generation > (inJournal?.generation ?? -1)) {
    const fromEntry = readEntry(context, entry, inJournal);
    if (fromEntry?.ok) return assembled(context, fromEntry, inJournal, entry);
    if (fromEntry?.problem.kind === 'newer') return fromEntry;
    // Changed parts may still fit once the journal answers.
    if (fromEntry === null && !opened.ok && !isGone(opened.reason))
      return { ok: false, problem: openingProblem(opened) };
    setEntryAside(context, entry);
    if (inJournal === null) return { ok: false, problem: { kind: 'damaged' } };
  }
  if (inJournal === null)
    return { ok: false, problem: opened.ok ? { kind: 'notFound' } : openingProblem(opened) };
  if (inJournal.info.schemaVersion > model.schemaVersion)
    return { ok: false, problem: { kind: 'newer' } };
  const read = readParts(context, inJournal.parts);
  if (!read.ok) return read;
  return assembled(context, { ...read, metadata: metadataOf(inJournal.parts) }, inJournal, null);
}

/** Nothing that the journal held of a buffer can be had any more. */
export function isGone(reason: JournalReason): boolean {
  return reason === 'missing' || reason === 'damaged';
}

/** There can be two: a first save that was cut off leaves the temporary one beside the session's. */
function latestEntry<Content>(context: Context<Content>, bufferId: string): Entry | undefined {
  return readEntries(context)
    .filter(({ info }) => info.bufferId === bufferId)
    .sort((a, b) => b.generation - a.generation)[0];
}

type ReadBuffer<Content> = ReadContent<Content> & { readonly metadata?: Metadata };

function readEntry<Content>(
  context: Context<Content>,
  entry: Entry,
  inJournal: OpenedBuffer | null,
): ReadBuffer<Content> | null {
  const { title, description } = entry.metadata;
  const metadata = { title, description };
  if (entry.parts === null) return { ...readValue(context.model, entry.content), metadata };
  const parts = inJournal && applyEntry(entry, inJournal);
  return parts && { ...readParts(context, parts), metadata };
}

function readParts<Content>({ model }: Context<Content>, parts: Parts): ReadContent<Content> {
  try {
    return readValue(model, model.join(contentParts(parts)));
  } catch (error) {
    return { ok: false, problem: { kind: 'invalid', issues: [String(error)] } };
  }
}

function assembled<Content>(
  context: Context<Content>,
  read: { content: Content; metadata?: Metadata },
  inJournal: OpenedBuffer | null,
  entry: Entry | null,
): Assembled<Content> {
  const { content } = read;
  const { model } = context;
  const stored = (inJournal ?? entry)?.info as BufferInfo;
  const info: BufferInfo = {
    ...(entry?.info ?? stored),
    sessionId: stored.sessionId,
    base: stored.base,
    schemaVersion: model.schemaVersion,
  };
  const metadata = read.metadata as Metadata;
  const copy = workingCopy(info);
  copy.generation = Math.max(entry?.generation ?? 0, inJournal?.generation ?? 0);
  if (inJournal !== null) {
    const isCurrent = inJournal.info.schemaVersion === model.schemaVersion;
    copy.baseRootHash = inJournal.baseRootHash;
    copy.baseParts = inJournal.baseParts && baseOf(context, inJournal.baseParts, isCurrent);
    copy.attempts = inJournal.sent
      .filter(({ createKey }) => createKey === (info.base === null ? info.createKey : null))
      .map((sent) => ({ sent, parts: null, packed: false }));
    if (entry === null && isCurrent) {
      const { generation, rootHash } = inJournal;
      const parts = partsOf(model, content, metadata);
      copy.head = { generation, rootHash, parts, contentText: null, atMs: info.lastModifiedMs };
    }
  }
  return { ok: true, content, metadata, copy };
}

/** The base in the current shape, so that a merge compares like with like. */
function baseOf<Content>(
  context: Context<Content>,
  parts: Parts,
  isCurrent: boolean,
): Parts | null {
  if (isCurrent) return parts;
  const read = readParts(context, parts);
  return read.ok ? context.model.split(read.content).set(METADATA_PART, metadataOf(parts)) : null;
}
