import type { Context } from '../context.ts';
import type { Entries } from '../ports/browser.ts';
import type { BufferSummary, DamagedBuffer, JournalReason } from '../ports/journal.ts';
import {
  applyEntry,
  DAMAGED_PREFIX,
  decodeEntry,
  ENTRY_PREFIX,
  type Entry,
  entryKey,
} from '../session/entry.ts';

/** This user's buffers with unsaved work that no living tab holds, the latest first. */
export async function offeredBuffers<Content>(
  context: Context<Content>,
): Promise<readonly BufferSummary[]> {
  const { entries, journal, ownerId, tabs } = context;
  const [listed, held] = await Promise.all([journal.buffers(ownerId), tabs.held()]);
  const offered = new Map<string, BufferSummary>();
  for (const summary of listed.ok ? listed.value : []) offered.set(summary.bufferId, summary);
  for (const entry of readEntries(context)) {
    const { bufferId } = entry.info;
    if (held.has(bufferId)) continue;
    const known = offered.get(bufferId);
    if (known !== undefined && known.generation >= entry.generation) continue;
    const fit = known === undefined ? await fitOf(context, entry) : 'fits';
    if (fit === 'fits') offered.set(bufferId, summaryOf(entry, known));
    if (fit === 'outdated') entries.remove(entryKey(entry.info));
    if (fit === 'orphaned') setEntryAside(context, entry);
  }
  return [...offered.values()]
    .filter(({ bufferId }) => !held.has(bufferId))
    .sort((a, b) => b.lastModifiedMs - a.lastModifiedMs);
}

/** This user's buffers with unsaved work in other living tabs, the latest first. */
export async function unsavedElsewhere<Content>(
  { journal, ownerId, tabs }: Context<Content>,
  ownBufferId: string | null,
): Promise<readonly BufferSummary[]> {
  const [listed, held] = await Promise.all([journal.buffers(ownerId), tabs.held()]);
  return (listed.ok ? listed.value : []).filter(
    ({ bufferId }) => held.has(bufferId) && bufferId !== ownBufferId,
  );
}

/**
 * An entry whose buffer the journal does not list. localStorage may come back older than it was:
 * `outdated` is one that the journal has gone past and then saved; `orphaned` is one of changed parts
 * that the journal has nothing to put on; `unknown` while the journal does not answer.
 */
async function fitOf<Content>(
  { journal }: Context<Content>,
  entry: Entry,
): Promise<'fits' | 'outdated' | 'orphaned' | 'unknown'> {
  const opened = await journal.open(entry.info.bufferId);
  if (opened.ok && opened.value.generation >= entry.generation) return 'outdated';
  if (entry.parts === null) return 'fits';
  if (opened.ok) return applyEntry(entry, opened.value) === null ? 'orphaned' : 'fits';
  return isGone(opened.reason) ? 'orphaned' : 'unknown';
}

function summaryOf(entry: Entry, known: BufferSummary | undefined): BufferSummary {
  const { info, metadata, generation } = entry;
  const { bufferId, sessionId, schemaVersion, base, createdAtMs, lastModifiedMs } = info;
  const { title, description } = metadata;
  const text = entry.parts === null ? entry.content : entry.parts;
  return {
    bufferId,
    sessionId,
    schemaVersion,
    base,
    createdAtMs,
    lastModifiedMs,
    generation,
    title,
    description,
    bytes: known?.bytes ?? JSON.stringify(text).length,
  };
}

/** Nothing that the journal held of a buffer can be had any more. */
export function isGone(reason: JournalReason): boolean {
  return reason === 'missing' || reason === 'damaged';
}

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

/** All whole entries of the user. Damaged ones, whoever's they are, are set aside on the way. */
export function readEntries<Content>(context: Context<Content>): readonly Entry[] {
  const { entries, ownerId } = context;
  const found: Entry[] = [];
  for (const key of entries.keys(ENTRY_PREFIX)) {
    const text = entries.read(key);
    if (text === null) continue;
    const entry = decodeEntry(text);
    if (entry === null) setAside(context, key);
    else if (entry.info.ownerId === ownerId) found.push(entry);
  }
  return found;
}

/** Moves an entry out of the way. Nothing of it is deleted before the copy is written. */
function setAside<Content>({ entries, clock }: Context<Content>, key: string): void {
  const text = entries.read(key);
  if (text === null) return;
  if (entries.write(damagedKey(key, clock.now()), text) === 'written') entries.remove(key);
}

export function setEntryAside<Content>(context: Context<Content>, entry: Entry): void {
  setAside(context, entryKey(entry.info));
}

/** Removes every entry of one user, damaged ones too. */
export function clearEntries(entries: Entries, ownerId: string, but: ReadonlySet<string>): void {
  for (const prefix of [ENTRY_PREFIX, DAMAGED_PREFIX]) {
    for (const key of entries.keys(prefix)) {
      const bufferId = key.slice(key.lastIndexOf(':') + 1);
      if (isOf(entries, key, ownerId) && !but.has(bufferId)) entries.remove(key);
    }
  }
}

/** Where an entry goes that is not whole; with the time, so that a later one never takes its place. */
function damagedKey(key: string, foundAtMs: number): string {
  return `${DAMAGED_PREFIX}${foundAtMs}:${key.slice(ENTRY_PREFIX.length)}`;
}

/** Earlier builds wrote no time, only the session's id and the buffer's. */
const TIMED_KEY = new RegExp(`^${DAMAGED_PREFIX}(\\d+):[^:]+:[^:]+$`);

export function damagedEntries(entries: Entries, ownerId: string): readonly DamagedBuffer[] {
  return entries
    .keys(DAMAGED_PREFIX)
    .filter((id) => isOf(entries, id, ownerId))
    .map((id) => {
      const foundAt = TIMED_KEY.exec(id)?.[1];
      return {
        id,
        foundAtMs: foundAt === undefined ? null : Number(foundAt),
        title: titleIn(entries.read(id) ?? ''),
        why: 'The entry is not whole',
      };
    });
}

/** By the text alone: a damaged entry cannot be parsed, and must still not be shown to another user. */
function isOf(entries: Entries, key: string, ownerId: string): boolean {
  return entries.read(key)?.includes(`"ownerId":${JSON.stringify(ownerId)}`) ?? false;
}

const TITLE = /"metadata":\{"title":("(?:[^"\\]|\\.)*")/;

function titleIn(text: string): string | null {
  try {
    return JSON.parse(TITLE.exec(text)?.[1] ?? 'null');
  } catch {
    return null;
  }
}
