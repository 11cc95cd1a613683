import type { SessionMetadata } from './api.ts';
import type { JournalReason } from './journal.ts';

/** Time, timers and random numbers. */
export interface Clock {
  /** Milliseconds since 1970 by this device's clock. For display and for waiting times; never compared with the server's times. */
  now(): number;
  /** Calls `run` once after `ms` milliseconds. The returned function cancels it. */
  after(ms: number, run: () => void): () => void;
  /** A random number in [0, 1), so that clients do not retry at the same moment. */
  random(): number;
  /** 128 random bits in base64url: 22 characters. Used as id of a buffer and as idempotency key. */
  key(): string;
}

/**
 * `hidden` and `pagehide` are the last events in which synchronous code is sure to run.
 * `visible`, `pageshow` and `resume` can come minutes or days after them.
 */
export type PageEvent =
  | 'online'
  | 'offline'
  | 'visible'
  | 'hidden'
  | 'pagehide'
  | 'pageshow'
  | 'freeze'
  | 'resume'
  /** The person uses the keyboard or the pointer. Sent at most every few seconds. */
  | 'active';

export interface Connectivity {
  readonly online: boolean;
  readonly visible: boolean;
  /** Listeners run synchronously, inside the browser's event. */
  subscribe(listener: (event: PageEvent) => void): () => void;
}

export type EntryWrite = 'written' | 'full' | 'disabled';

/** A small synchronous text store (localStorage). Nothing here throws. */
export interface Entries {
  /** Writes the whole text. If it does not fit, the previous text stays. */
  write(key: string, text: string): EntryWrite;
  read(key: string): string | null;
  keys(prefix: string): readonly string[];
  remove(key: string): void;
}

/** Messages between the tabs of one browser. */
export type TabMessage =
  /** The state of a session on the server, from a poll or a save. */
  | { readonly type: 'head'; readonly metadata: SessionMetadata }
  /** The person is active in another tab of this browser. */
  | { readonly type: 'active' }
  | { readonly type: 'signedIn'; readonly ownerId: string };

/** This tab and its relation to the others. At most one open tab holds a buffer, and only that tab writes it. */
export interface Tabs {
  /** After a reload, takes the buffer again that this tab held before. null in a new or a duplicated tab. */
  restore(): Promise<string | null>;
  /** Takes the buffer and remembers it for a reload. False if another open tab holds it. */
  hold(bufferId: string): Promise<boolean>;
  /** Releases the buffer. `forget`: a reload does not take it again either. */
  release(bufferId: string, forget: boolean): void;
  /** Ids of the buffers that open tabs hold, including this tab. */
  held(): Promise<ReadonlySet<string>>;
  /** Of all tabs that call this with the same name, one is the leader. Calls `start` when this tab becomes it; the returned function resigns. */
  lead(name: string, start: () => void): () => void;
  /** Sends to all other tabs, not to this one. */
  post(message: TabMessage): void;
  subscribe(listener: (message: TabMessage) => void): () => void;
}

/** The assets on this device: byte arrays that never change, each stored under its SHA-256 in lower-case hex. */
export interface DeviceAssets {
  /** The size in bytes of each of these assets that is on this device. Never rejects. */
  sizes(hashes: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * For assets that could not be stored and are only in memory: tries again. Returns why that failed; null if all of
   * these are stored. Absent: none are only in memory. Never rejects.
   */
  unstored?(hashes: readonly string[]): Promise<JournalReason | null>;
  /** null if the asset is not on this device or its bytes do not match the hash. Never rejects. */
  read(hash: string): Promise<Uint8Array | null>;
}
