import type { BufferInfo, KeptInfo, Metadata, Sent } from '../../kernel/index.ts';
import { openDatabase } from './idb.ts';
import type { PartList } from './parts.ts';

/** Raised when the stores change. An older build then refuses to open the database, and says so. */
const DATABASE_VERSION = 1;

/** A buffer's head in `buffers`, by buffer id. Its parts are the list {@link headKey}. */
export interface BufferRecord extends Metadata {
  readonly info: BufferInfo;
  readonly generation: number;
  readonly rootHash: string;
  /** null when there is no base; else the base's parts are the list {@link baseKey}. */
  readonly baseRootHash: string | null;
  /** What was sent and not settled; each one's parts are the list {@link pinKey}. */
  readonly sent: readonly Sent[];
  /** Since when, by the server's time, it has held nothing unsaved; of another root hash it says nothing. */
  readonly clean?: { readonly rootHash: string; readonly sinceMs: number };
  /** One more with every write of this record, so that a write based on an older one is noticed. */
  readonly revision: number;
}

/** A kept copy in `kept`, by its id. Its parts are the list {@link keptKey}. */
export interface KeptRecord {
  readonly info: KeptInfo;
  /** The list's only part is the whole content's text, as the server sent it. */
  readonly asSent: boolean;
  /** Since when it is kept, by the server's time; not there before the first sweep that knew it. */
  readonly sinceMs?: number;
}

/** What was found and could not be read, in `damaged`. */
export interface DamagedRecord {
  readonly ownerId: string;
  readonly title: string | null;
  readonly why: string;
  readonly foundAtMs: number;
  readonly record: BufferRecord;
  /** Part name to whatever text was there. */
  readonly texts: ReadonlyMap<string, string>;
  /** Names of the parts that are not whole; not there where that is not known. */
  readonly lost?: readonly string[];
}

export const headKey = (bufferId: string) => `head:${bufferId}`;
export const baseKey = (bufferId: string) => `base:${bufferId}`;
export const pinKey = (bufferId: string, generation: number) => `pin:${bufferId}:${generation}`;
export const keptKey = (id: string) => `kept:${id}`;

/** What each store holds, by key. */
export interface Stores {
  /** Hash -> canonical JSON of a part, each stored once; what no list names is swept. */
  readonly parts: string;
  readonly lists: PartList;
  readonly buffers: BufferRecord;
  readonly kept: KeptRecord;
  readonly damaged: DamagedRecord;
}
const STORES: readonly (keyof Stores)[] = ['parts', 'lists', 'buffers', 'kept', 'damaged'];

export function openJournalDatabase(name: string, onGone: () => void): Promise<IDBDatabase> {
  const upgrade = (database: IDBDatabase) => {
    for (const store of STORES) database.createObjectStore(store);
  };
  return openDatabase(name, DATABASE_VERSION, upgrade, onGone);
}
