import type { Metadata } from '../ports/api.ts';
import type { Entries } from '../ports/browser.ts';
import type { BufferInfo, DamagedBuffer, Parts } from '../ports/journal.ts';
import type { Drafts } from '../state/work.ts';
import type { Context } from './context.ts';

/** All keys of entries begin with this. A session that was never saved has the id `temp` in its key. */
export const ENTRY_PREFIX = 'holdfast:session:';
/** Damaged entries are moved to keys that begin with this, and stay there. */
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
    /** Root hash; null if the journal has not hashed the work yet. */
    readonly hash: string | null;
  };
  readonly generation: number;
  /** The journal's generation that `parts` are based on; null if the entry is complete by itself. */
  readonly baseGeneration: number | null;
  /** Only beside a whole content. Among changed parts, drafts are one of these parts. */
  readonly drafts?: Drafts | undefined;
  /** Generations whose commits were not confirmed: `parts` can be applied to these as well. */
  readonly alsoOn: readonly number[];
}

/** One open session in localStorage: its whole content, or only the parts that the journal may not have. */
export type Entry = EntryFields &
  (
    | { readonly content: unknown; readonly parts: null }
    | {
        readonly content: null;
        readonly parts: readonly (readonly [string, unknown])[];
        readonly removed: readonly string[];
      }
  );

/** What an entry is made of; `alsoOn` absent: all commits are confirmed. */
export interface EntrySource extends Omit<EntryFields, 'format' | 'metadata' | 'alsoOn'> {
  readonly metadata: Metadata;
  readonly hash: string | null;
  readonly alsoOn?: readonly number[];
}

/** The text of an entry with its whole content, given as JSON text, or with changed parts. */
export function encodeEntry(
  source: EntrySource,
  body: { contentText: string } | { changes: ReadonlyMap<string, unknown | undefined> },
): string {
  const { hash, ...known } = source;
  const { base, createdAtMs, lastModifiedMs } = source.info;
  const { title, description } = source.metadata;
  const createdAt = base?.createdAt ?? new Date(createdAtMs).toISOString();
  const updatedAt = base?.updatedAt ?? null;
  const metadata = { title, description, createdAt, updatedAt, lastModifiedMs, hash };
  const fields: EntryFields = { format: 1, alsoOn: [], ...known, metadata };
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

/** Parses an entry; null if the text is damaged or of an unknown format. */
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

/** Applies an entry to the journal's parts; null if it is based on another generation. */
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

/** Removes all entries of a buffer, from before and after its first save. */
export function removeEntries(entries: Entries, bufferId: string): void {
  for (const key of entries.keys(ENTRY_PREFIX)) {
    if (key.endsWith(`:${bufferId}`)) entries.remove(key);
  }
}

/** FNV-1a over UTF-16 units, as 8 hex digits. Fast and synchronous; detects damage, but not tampering. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** All intact entries of the user. Sets damaged entries aside, those of other users as well. */
export function readEntries(context: Context): readonly Entry[] {
  const { entries, ownerId } = context;
  const found: Entry[] = [];
  for (const key of entries.keys(ENTRY_PREFIX)) {
    const text = entries.read(key);
    if (text === null) continue;
    const entry = decodeEntry(text);
    if (entry === null) setEntryAside(context, key);
    else if (entry.info.ownerId === ownerId) found.push(entry);
  }
  return found;
}

/**
 * Moves an entry to another key. The original is deleted only after the copy was written. The new key contains the
 * time, so that a later one does not overwrite it.
 */
export function setEntryAside({ entries, clock }: Context, key: string): void {
  const text = entries.read(key);
  const damagedKey = `${DAMAGED_PREFIX}${clock.now()}:${key.slice(ENTRY_PREFIX.length)}`;
  if (text !== null && entries.write(damagedKey, text) === 'written') entries.remove(key);
}

/** Removes all entries of one user, including damaged ones, except those of the buffers in `but`. */
export function clearEntries(entries: Entries, ownerId: string, but: ReadonlySet<string>): void {
  for (const prefix of [ENTRY_PREFIX, DAMAGED_PREFIX]) {
    for (const key of entries.keys(prefix)) {
      const bufferId = key.slice(key.lastIndexOf(':') + 1);
      if (isOf(entries, key, ownerId) && !but.has(bufferId)) entries.remove(key);
    }
  }
}

export function damagedEntries(entries: Entries, ownerId: string): readonly DamagedBuffer[] {
  return entries
    .keys(DAMAGED_PREFIX)
    .filter((id) => isOf(entries, id, ownerId))
    .map((id) => ({
      id,
      // Earlier builds wrote these keys without a time.
      foundAtMs: Number(id.slice(DAMAGED_PREFIX.length).split(':')[0]) || null,
      title: titleIn(entries.read(id) ?? ''),
      why: 'The entry is not whole',
    }));
}

/** Searches the text: a damaged entry cannot be parsed, but must not be shown to another user either. */
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
