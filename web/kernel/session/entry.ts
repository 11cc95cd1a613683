import type { Metadata } from '../ports/api.ts';
import type { Entries } from '../ports/browser.ts';
import type { BufferInfo, DamagedBuffer, Parts } from '../ports/journal.ts';
import type { Drafts } from '../state/work.ts';
import type { Context } from './context.ts';

/** Every entry's key begins so; a never saved session is `temp`. */
export const ENTRY_PREFIX = 'holdfast:session:';
/** Damaged entries move here and stay. */
export const DAMAGED_PREFIX = 'holdfast:damaged:';

export function entryKey({ sessionId, bufferId }: { sessionId: string | null; bufferId: string }) {
  return `${ENTRY_PREFIX}${sessionId ?? 'temp'}:${bufferId}`;
}

interface EntryFields {
  readonly format: 1;
  readonly info: BufferInfo;
  readonly metadata: Metadata & {
    readonly createdAt: string;
    readonly updatedAt: string | null;
    readonly lastModifiedMs: number;
    /** Root hash; null for work that the journal has not hashed yet. */
    readonly hash: string | null;
  };
  readonly generation: number;
  /** The generation of the journal that `parts` lead on from; null when the entry stands alone. */
  readonly baseGeneration: number | null;
  /** Beside a whole content; among changed parts they are one of these. */
  readonly drafts?: Drafts | undefined;
  /** Generations that were being written: `parts` lead on from these as well. */
  readonly alsoOn: readonly number[];
}

/** One open session in localStorage: the whole content, or only the parts the journal may not have. */
export type Entry = EntryFields &
  (
    | { readonly content: unknown; readonly parts: null }
    | {
        readonly content: null;
        readonly parts: readonly (readonly [string, unknown])[];
        readonly removed: readonly string[];
      }
  );

export interface EntrySource {
  readonly info: BufferInfo;
  readonly metadata: Metadata;
  readonly hash: string | null;
  readonly generation: number;
  readonly baseGeneration: number | null;
  readonly alsoOn?: readonly number[];
  readonly drafts?: Drafts | undefined;
}

/** The entry's text: with its content as JSON text already at hand, or with changed parts. */
export function encodeEntry(
  source: EntrySource,
  body: { contentText: string } | { changes: ReadonlyMap<string, unknown | undefined> },
): string {
  const { info, metadata, hash, generation, baseGeneration, alsoOn = [], drafts } = source;
  const fields: EntryFields = {
    format: 1,
    info,
    metadata: {
      title: metadata.title,
      description: metadata.description,
      createdAt: info.base?.createdAt ?? new Date(info.createdAtMs).toISOString(),
      updatedAt: info.base?.updatedAt ?? null,
      lastModifiedMs: info.lastModifiedMs,
      hash,
    },
    generation,
    baseGeneration,
    alsoOn,
    drafts,
  };
  const head = JSON.stringify(fields).slice(0, -1);
  const rest =
    'contentText' in body
      ? `${head},"parts":null,"content":${body.contentText}}`
      : `${head},"content":null,${changesText(body.changes)}}`;
  return `{"checksum":"${checksum(rest)}",${rest.slice(1)}`;
}

function changesText(changes: ReadonlyMap<string, unknown | undefined>): string {
  const all = [...changes];
  const parts = all.filter(([, part]) => part !== undefined);
  const removed = all.filter(([, part]) => part === undefined).map(([name]) => name);
  return `"parts":${JSON.stringify(parts)},"removed":${JSON.stringify(removed)}`;
}

const CHECKSUM = /^\{"checksum":"([0-9a-f]{8})",/;

/** null for text that is no whole entry of a known format. */
export function decodeEntry(text: string): Entry | null {
  const found = CHECKSUM.exec(text);
  if (found === null || checksum(`{${text.slice(found[0].length)}`) !== found[1]) return null;
  try {
    const entry = JSON.parse(text) as Entry;
    return entry.format === 1 ? entry : null;
  } catch {
    return null;
  }
}

/** The parts an entry makes of the journal's, or null where it names other generations than theirs. */
export function applyEntry(
  entry: Entry,
  journal: { readonly generation: number; readonly parts: Parts },
): Parts | null {
  if (entry.parts === null) return null;
  const named = [entry.baseGeneration, ...entry.alsoOn];
  if (!named.includes(journal.generation)) return null;
  const parts = new Map(journal.parts);
  for (const [name, part] of entry.parts) parts.set(name, part);
  for (const name of entry.removed) parts.delete(name);
  return parts;
}

/** Removes every entry of a buffer, saved and never saved. */
export function removeEntries(entries: Entries, bufferId: string): void {
  for (const key of entries.keys(ENTRY_PREFIX)) {
    if (key.endsWith(`:${bufferId}`)) entries.remove(key);
  }
}

/** FNV-1a over UTF-16 units, 8 hex digits: finds a damaged entry, quickly and synchronously. No defence against intent. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
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
