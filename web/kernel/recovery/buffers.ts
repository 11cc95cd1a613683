import type { BufferInfo, OpenedBuffer, Parts } from '../ports/journal.ts';
import { type ReadContent, readValue } from '../ports/model.ts';
import { isGone, openingProblem, type Problem } from '../ports/problem.ts';
import type { Context } from '../session/context.ts';
import { applyEntry, type Entry, readEntries, setEntryAside } from '../session/entry.ts';
import type { Fetched } from '../session/persist.ts';
import type { Rest } from '../session/persistence-service.ts';
import { type SessionState, sessionState } from '../state/session-state.ts';
import {
  contentParts,
  type Drafts,
  draftsOf,
  metadataOf,
  type Work,
  workOf,
} from '../state/work.ts';

/** All that is kept of a buffer, as JSON text and as it is, understood or not; null where there is nothing. */
export async function readBuffer<Content>(
  context: Context<Content>,
  bufferId: string,
): Promise<string | null> {
  const opened = await context.journal.open(bufferId);
  const journal = opened.ok && opened.value.info.ownerId === context.ownerId ? opened.value : null;
  const entries = readEntries(context).filter(({ info }) => info.bufferId === bufferId);
  if (journal === null && entries.length === 0) return null;
  const asObject = (_: string, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value) : value;
  return JSON.stringify({ journal, entries }, asObject, 2);
}

/** What is whole of a damaged buffer, and by name what is not. Never rejects: a download goes on without it. */
export async function restOfDamaged<Content>(
  { journal, model }: Context<Content>,
  id: string,
): Promise<Rest<Content>> {
  const found = await journal.restOf(id);
  if (!found.ok) return { kind: 'failed', problem: openingProblem(found) };
  const { metadata, parts, lost } = found.value;
  try {
    const { label } = await model.merging();
    const rest = await model.rest?.(model.join(contentParts(parts)));
    const labels = lost.map((name) => label(name, undefined, parts));
    if (rest)
      return { kind: 'rest', metadata, ...rest, lost: [...new Set([...labels, ...rest.lost])] };
  } catch {
    // The code for it could not be loaded, or the parts have another build's shape.
  }
  return { kind: 'failed', problem: { kind: 'damaged' } };
}

export type Assembled<Content> =
  /** The session as it was left, ready to be worked on. */
  | { readonly ok: true; readonly session: SessionState<Content> }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Puts a buffer together from the journal and the entry: the higher generation wins, never a clock,
 * and an entry of changed parts is applied on exactly the generations it names. What does not fit
 * is set aside, never deleted.
 */
export async function assemble<Content>(
  context: Context<Content>,
  bufferId: string,
): Promise<Assembled<Content>> {
  const { journal, model, ownerId } = context;
  const opened = await journal.open(bufferId);
  const inJournal = opened.ok && opened.value.info.ownerId === ownerId ? opened.value : null;
  const entry = latestEntry(context, bufferId);

  if (entry !== undefined && entry.generation > (inJournal?.generation ?? -1)) {
    const fromEntry = readEntry(context, entry, inJournal);
    if (fromEntry?.ok) {
      const work = workOf(fromEntry.content, entry.metadata, draftsIn(entry, inJournal));
      return assembled(context, work, entry, inJournal);
    }
    if (fromEntry?.problem.kind === 'newer') return fromEntry;
    // Changed parts may still fit once the journal answers.
    if (fromEntry === null && !opened.ok && !isGone(opened))
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
  const { parts } = inJournal;
  const work = workOf(read.content, metadataOf(parts), draftsOf(parts));
  return assembled(context, work, null, inJournal);
}

/** A session as this device last saw it on the server; null where it never did, or cannot read it any more. */
export async function readStored<Content>(
  context: Context<Content>,
  sessionId: string,
): Promise<Fetched<Content> | null> {
  const found = await context.journal.findBase(context.ownerId, sessionId);
  if (!found.ok || found.value === null) return null;
  const { metadata, parts } = found.value;
  const read = readParts(context, parts);
  if (!read.ok) return null;
  const work = workOf(read.content, metadata);
  return { metadata, contentText: JSON.stringify(read.content), work };
}

/** There can be two: a first save that was cut off leaves the temporary one beside the session's. */
function latestEntry<Content>(context: Context<Content>, bufferId: string): Entry | undefined {
  return readEntries(context)
    .filter(({ info }) => info.bufferId === bufferId)
    .sort((a, b) => b.generation - a.generation)[0];
}

function readEntry<Content>(
  context: Context<Content>,
  entry: Entry,
  inJournal: OpenedBuffer | null,
): ReadContent<Content> | null {
  if (entry.parts === null) return readValue(context.model, entry.content);
  const parts = inJournal && applyEntry(entry, inJournal);
  return parts && readParts(context, parts);
}

/** Changed parts say nothing of drafts that are as the journal has them. */
function draftsIn(entry: Entry, inJournal: OpenedBuffer | null): Drafts | undefined {
  if (entry.parts === null) return entry.drafts;
  const parts = inJournal && applyEntry(entry, inJournal);
  return parts ? draftsOf(parts) : undefined;
}

function readParts<Content>({ model }: Context<Content>, parts: Parts): ReadContent<Content> {
  try {
    return readValue(model, model.join(contentParts(parts)));
  } catch (error) {
    return { ok: false, problem: { kind: 'invalid', issues: [String(error)] } };
  }
}

/** The base is the journal's where it has the buffer: the entry may be from before the last save. */
function assembled<Content>(
  context: Context<Content>,
  work: Work<Content>,
  entry: Entry | null,
  inJournal: OpenedBuffer | null,
): Assembled<Content> {
  const { schemaVersion } = context.model;
  const info = (entry ?? inJournal)?.info as BufferInfo;
  const metadata = (inJournal ?? entry)?.info.base ?? null;
  const { base: _, ...buffer } = { ...info, schemaVersion };
  const generation = Math.max(entry?.generation ?? 0, inJournal?.generation ?? 0);
  const base = metadata && { metadata, work: null, rootHash: null };
  const session = sessionState(buffer, work, { generation, base });
  if (inJournal === null) return { ok: true, session };

  const isCurrent = inJournal.info.schemaVersion === schemaVersion;
  const { rootHash, baseRootHash, sent } = inJournal;
  const atMs = info.lastModifiedMs;
  const { savePromised } = info;
  const head = { generation, rootHash, work, isSmall: false, atMs, savePromised };
  return {
    ok: true,
    session: {
      ...session,
      base: base && {
        ...base,
        work: baseWork(context, inJournal, isCurrent),
        rootHash: baseRootHash,
      },
      head: entry === null && isCurrent ? head : null,
      attempts: sent
        .filter(({ createKey }) => createKey === (base === null ? info.createKey : null))
        .map((attempt) => ({ sent: attempt, work: null, packed: false })),
    },
  };
}

/** In the current shape, so that a merge compares like with like. */
function baseWork<Content>(
  context: Context<Content>,
  { baseParts }: OpenedBuffer,
  isCurrent: boolean,
): Work<Content> | null {
  if (baseParts === null) return null;
  const metadata = metadataOf(baseParts);
  if (isCurrent) return { content: context.model.join(contentParts(baseParts)), metadata };
  const read = readParts(context, baseParts);
  return read.ok ? { content: read.content, metadata } : null;
}
