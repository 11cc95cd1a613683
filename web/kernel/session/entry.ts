import type { Metadata } from '../ports/api.ts';
import type { Entries } from '../ports/browser.ts';
import type { BufferInfo, Parts } from '../ports/journal.ts';

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
}

/** The entry's text: with its content as JSON text already at hand, or with changed parts. */
export function encodeEntry(
  source: EntrySource,
  body: { contentText: string } | { changes: ReadonlyMap<string, unknown | undefined> },
): string {
  const { info, metadata, hash, generation, baseGeneration, alsoOn = [] } = source;
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
