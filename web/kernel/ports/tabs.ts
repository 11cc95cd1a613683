import type { SessionMetadata } from '../metadata.ts';

/** What tabs of one browser tell each other. */
export type TabMessage =
  /** Where a session stands, seen by a poll or just saved. */
  | { readonly type: 'head'; readonly metadata: SessionMetadata }
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
