import type { BufferSummary, OpenedBuffer, Parts } from '../ports/journal.ts';
import { type ReadContent, readContent } from '../ports/model.ts';
import { isGone, openingProblem, type Problem, valueOr } from '../ports/problem.ts';
import type { Context } from '../session/context.ts';
import { applyEntry, type Entry, entryKey, readEntries, setEntryAside } from '../session/entry.ts';
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
  workOfParts,
} from '../state/work.ts';

/** All data of a buffer as JSON text, even if this build cannot read it; null if there is none. */
export async function readBuffer(context: Context, bufferId: string): Promise<string | null> {
  const opened = await context.journal.open(bufferId);
  const journal = opened.ok && opened.value.info.ownerId === context.ownerId ? opened.value : null;
  const entries = readEntries(context).filter(({ info }) => info.bufferId === bufferId);
  if (journal === null && entries.length === 0) return null;
  const asObject = (_: string, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value) : value;
  return JSON.stringify({ journal, entries }, asObject, 2);
}

/** The intact parts of a damaged buffer as a content, and the names of the others. Never rejects. */
export async function restOfDamaged(
  { journal, model }: Context,
  id: string,
): Promise<Rest<unknown>> {
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
    // The code could not be loaded, or another build wrote the parts.
  }
  return { kind: 'failed', problem: { kind: 'damaged' } };
}

/** This user's unsaved work that no open tab holds, the latest first. */
export async function offeredBuffers(context: Context): Promise<readonly BufferSummary[]> {
  const { entries, journal, ownerId, tabs } = context;
  const [listed, held] = await Promise.all([journal.buffers(ownerId), tabs.held()]);
  const offered = new Map(valueOr(listed, []).map((summary) => [summary.bufferId, summary]));
  const inJournal = new Set(offered.keys());
  for (const entry of readEntries(context)) {
    const { bufferId } = entry.info;
    if (held.has(bufferId)) continue;
    const known = offered.get(bufferId);
    if (known !== undefined && known.generation >= entry.generation) continue;
    const fit = inJournal.has(bufferId) ? 'fits' : await fitOf(context, entry);
    if (fit === 'fits') offered.set(bufferId, summaryOf(entry, known));
    if (fit === 'outdated') entries.remove(entryKey(entry.info));
    if (fit === 'orphaned') setEntryAside(context, entryKey(entry.info));
  }
  return [...offered.values()]
    .filter(({ bufferId }) => !held.has(bufferId))
    .sort((a, b) => b.lastModifiedMs - a.lastModifiedMs);
}

/** This user's unsaved work in other open tabs, the latest first. */
export async function unsavedElsewhere(
  { journal, ownerId, tabs }: Context,
  ownBufferId: string | null,
): Promise<readonly BufferSummary[]> {
  const [listed, held] = await Promise.all([journal.buffers(ownerId), tabs.held()]);
  return valueOr(listed, []).filter(
    ({ bufferId }) => held.has(bufferId) && bufferId !== ownBufferId,
  );
}

/**
 * Decides about an entry whose buffer the journal does not list as unsaved. After a crash, localStorage may be
 * older than the journal. `outdated`: the journal has a newer generation, and that was saved. `orphaned`: it has
 * changed parts, but the journal has nothing to apply them to. `unknown`: the journal does not respond.
 */
async function fitOf(
  { journal }: Context,
  entry: Entry,
): Promise<'fits' | 'outdated' | 'orphaned' | 'unknown'> {
  const opened = await journal.open(entry.info.bufferId);
  if (opened.ok && opened.value.generation >= entry.generation) return 'outdated';
  if (entry.parts === null) return 'fits';
  if (opened.ok) return applyEntry(entry, opened.value) === null ? 'orphaned' : 'fits';
  return isGone(opened) ? 'orphaned' : 'unknown';
}

function summaryOf(
  { info, metadata, generation, parts, content }: Entry,
  known: BufferSummary | undefined,
): BufferSummary {
  const { title, description } = metadata;
  const bytes = known?.bytes ?? JSON.stringify(parts ?? content).length;
  return { ...info, title, description, generation, bytes };
}

export type Assembled =
  /** The session, ready to be opened. */
  | { readonly ok: true; readonly session: SessionState }
  | { readonly ok: false; readonly problem: Problem; readonly session?: undefined };

/**
 * Assembles a buffer from the journal and the entry. The higher generation wins, independent of any clock.
 * An entry of changed parts is applied only to a generation that it names. An entry that does not fit is set
 * aside, not deleted.
 */
export async function assemble(context: Context, bufferId: string): Promise<Assembled> {
  const { journal, model, ownerId } = context;
  const opened = await journal.open(bufferId);
  const inJournal = opened.ok && opened.value.info.ownerId === ownerId ? opened.value : null;
  const entry = latestEntry(context, bufferId);

  if (entry !== undefined && entry.generation > (inJournal?.generation ?? -1)) {
    const found = readEntry(context, entry, inJournal);
    if (found !== null) {
      const { read, drafts } = found;
      if (read.ok)
        return assembled(context, workOf(read.content, entry.metadata, drafts), entry, inJournal);
      if (read.problem.kind === 'newer') return read;
    } else if (!opened.ok && !isGone(opened)) {
      // The changed parts may fit once the journal responds.
      return { ok: false, problem: openingProblem(opened) };
    }
    setEntryAside(context, entryKey(entry.info));
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

/** The newest version of a session that this device has seen; null if there is none, or it cannot be read. */
export async function readStored(context: Context, sessionId: string): Promise<Fetched | null> {
  const found = await context.journal.findBase(context.ownerId, sessionId);
  if (!found.ok || found.value === null) return null;
  const { metadata, parts } = found.value;
  const read = readParts(context, parts);
  if (!read.ok) return null;
  const work = workOf(read.content, metadata);
  return { metadata, contentText: JSON.stringify(read.content), work };
}

/** There can be two: an interrupted first save leaves one with the key `temp` and one with the session's id. */
function latestEntry(context: Context, bufferId: string): Entry | undefined {
  return readEntries(context)
    .filter(({ info }) => info.bufferId === bufferId)
    .sort((a, b) => b.generation - a.generation)[0];
}

/** null if the entry has changed parts that cannot be applied to what the journal has. */
function readEntry(
  context: Context,
  entry: Entry,
  inJournal: OpenedBuffer | null,
): { readonly read: ReadContent<unknown>; readonly drafts: Drafts | undefined } | null {
  if (entry.parts === null)
    return { read: readContent(context.model, () => entry.content), drafts: entry.drafts };
  const parts = inJournal && applyEntry(entry, inJournal);
  return parts && { read: readParts(context, parts), drafts: draftsOf(parts) };
}

function readParts({ model }: Context, parts: Parts): ReadContent<unknown> {
  return readContent(model, () => model.join(contentParts(parts)));
}

/**
 * If the journal has the buffer, its base counts: the entry may be older than the last save. But a save from memory moves
 * the base in the entry alone, if the journal cannot write.
 */
function assembled(
  context: Context,
  work: Work,
  entry: Entry | null,
  inJournal: OpenedBuffer | null,
): Assembled {
  const { schemaVersion } = context.model;
  // The entry is only given if it is newer.
  const { info, generation } = (entry ?? inJournal) as Entry | OpenedBuffer;
  const { base, ...buffer } = { ...info, schemaVersion };
  const stored = inJournal?.info.base;
  const isAhead = base && base.id === stored?.id && base.version > stored.version;
  const known = isAhead ? null : inJournal;
  const metadata = (known?.info ?? info).base;
  const isCurrent = inJournal?.info.schemaVersion === schemaVersion;
  const { lastModifiedMs: atMs, savePromised } = info;
  const createKey = metadata === null ? info.createKey : null;
  const session = sessionState(buffer, work, {
    generation,
    base: metadata && {
      metadata,
      work: known && baseWork(context, known, isCurrent),
      rootHash: known?.baseRootHash ?? null,
    },
    head:
      entry === null && isCurrent
        ? { generation, rootHash: inJournal.rootHash, work, isSmall: false, atMs, savePromised }
        : null,
    attempts: (inJournal?.sent ?? [])
      .filter((sent) => sent.createKey === createKey)
      .map((sent) => ({ sent, work: null, packed: false })),
  });
  return { ok: true, session };
}

/** The base in the current schema, so that a merge compares like with like. */
function baseWork(context: Context, { baseParts }: OpenedBuffer, isCurrent: boolean): Work | null {
  if (baseParts === null) return null;
  if (isCurrent) return workOfParts(context.model, baseParts);
  const read = readParts(context, baseParts);
  return read.ok ? { content: read.content, metadata: metadataOf(baseParts) } : null;
}
