import type { BufferInfo, KeptInfo, Metadata, Sent } from '../../kernel/index.ts';
import { openDatabase } from './idb.ts';
import type { PartList } from './parts.ts';

/** Increase it when the stores change. An older build then cannot open the database any more, and says so. */
const DATABASE_VERSION = 1;

/** A buffer's head in `buffers`, by buffer id. Its parts are the list {@link headKey}. */
export interface BufferRecord extends Metadata {
  readonly info: BufferInfo;
  readonly generation: number;
  readonly rootHash: string;
  /** null if there is no base. Else the base's parts are the list {@link baseKey}. */
  readonly baseRootHash: string | null;
  /** Requests whose outcome is unknown. The parts of each are the list {@link pinKey}. */
  readonly sent: readonly Sent[];
  /** Since when, by the server's time, it has had no unsaved work. Only valid for this root hash. */
  readonly clean?: { readonly rootHash: string; readonly sinceMs: number };
  /** Incremented with every write, so that a write based on an older record is detected. */
  readonly revision: number;
}

/** A kept copy in `kept`, by its id. Its parts are the list {@link keptKey}. */
export interface KeptRecord {
  readonly info: KeptInfo;
  /** The list has only one part: the text of the whole content. */
  readonly asSent: boolean;
  /** Since when it is kept, by the server's time. Set by the first sweep that knows that time. */
  readonly sinceMs?: number;
}

/** A damaged buffer in `damaged`, by its id. */
export interface DamagedRecord {
  readonly ownerId: string;
  readonly title: string | null;
  readonly why: string;
  readonly foundAtMs: number;
  readonly record: BufferRecord;
  /** The texts that were found, by part name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Names of the parts that are missing or damaged. Absent if that is not known. */
  readonly lost?: readonly string[];
}

export const headKey = (bufferId: string) => `head:${bufferId}`;
export const baseKey = (bufferId: string) => `base:${bufferId}`;
export const pinKey = (bufferId: string, generation: number) => `pin:${bufferId}:${generation}`;
export const keptKey = (id: string) => `kept:${id}`;

/** What each store holds, by key. */
export interface Stores {
  /** Canonical JSON of parts, by hash. Parts that no list refers to are swept. */
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
