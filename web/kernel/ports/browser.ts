import type { SessionMetadata } from './api.ts';

/** Time and chance. */
export interface Clock {
  /** Milliseconds since 1970, as this device believes. Shown to people and used for waits, never compared with the server's. */
  now(): number;
  /** Runs once after `ms`; the result cancels it. */
  after(ms: number, run: () => void): () => void;
  /** In [0, 1); spreads retries. */
  random(): number;
  /** 128 unguessable bits in base64url: 22 characters. Names buffers and first saves. */
  key(): string;
}

/**
 * `hidden` and `pagehide` are the last moments in which synchronous work surely runs;
 * `visible`, `pageshow` and `resume` come after an absence of any length.
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
  /** Somebody does something on the page; told once in a while. */
  | 'active';

export interface Connectivity {
  readonly online: boolean;
  readonly visible: boolean;
  /** Listeners run synchronously inside the browser's own event. */
  subscribe(listener: (event: PageEvent) => void): () => void;
}

export type EntryWrite = 'written' | 'full' | 'disabled';

/** A small synchronous text store (localStorage). Nothing here throws. */
export interface Entries {
  /** All or nothing: what does not fit leaves the previous text. */
  write(key: string, text: string): EntryWrite;
  read(key: string): string | null;
  keys(prefix: string): readonly string[];
  remove(key: string): void;
}

/** What tabs of one browser tell each other. */
export type TabMessage =
  /** Where a session stands, seen by a poll or just saved. */
  | { readonly type: 'head'; readonly metadata: SessionMetadata }
  /** The person does something in another tab of this browser. */
  | { readonly type: 'active' }
  | { readonly type: 'signedIn'; readonly ownerId: string };

/** This tab among the others. A buffer belongs to the one living tab that holds it. */
export interface Tabs {
  /** The buffer this tab held before it was reloaded, held again; null for a fresh or a duplicated tab. */
  restore(): Promise<string | null>;
  /** Takes the buffer and remembers it over a reload; false while another living tab holds it. */
  hold(bufferId: string): Promise<boolean>;
  /** Lets go of the buffer; `forget` also over a reload (a page that is only hidden remembers). */
  release(bufferId: string, forget: boolean): void;
  /** Buffers that living tabs hold, this one included. */
  held(): Promise<ReadonlySet<string>>;
  /** Calls `start` when this tab is the one of its name that does a shared job; the result gives the job up. */
  lead(name: string, start: () => void): () => void;
  /** To all other tabs, never to this one. */
  post(message: TabMessage): void;
  subscribe(listener: (message: TabMessage) => void): () => void;
}

/** Immutable bytes kept on this device, each under the lower-case hex SHA-256 of itself. */
export interface DeviceAssets {
  /** Bytes of each asset that is here; those that are not are left out. Never rejects. */
  sizes(hashes: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** null where it is not here, or where what is here has another hash. Never rejects. */
  read(hash: string): Promise<Uint8Array | null>;
}
