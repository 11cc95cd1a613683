import type { Budget } from './budget.ts';
import type { DatabaseSettings } from './client.ts';

/** What is needed to reach the database for the length of one request or message. */
export interface DatabaseContext {
  readonly settings: DatabaseSettings;
  readonly budget: Budget;
}

export interface StoreSettings {
  /** Length of new ids. */
  readonly ID_LENGTH: number;
  /** How long a replaced version of a session is kept, in days; 0 switches the history off. */
  readonly HISTORY_DAYS: number;
  /** How long what was deleted can be restored, in days. */
  readonly TRASH_DAYS: number;
  /** Most sessions, and most snapshots, that one user may have; absent or 0 for any number. */
  readonly MAX_SESSIONS_PER_USER?: number;
  readonly MAX_SNAPSHOTS_PER_USER?: number;
}

/** Waits until the process has memory for so many bytes. Throws where it waits in vain. */
export type Reserve = (bytes: number) => Promise<void>;

/** The same for one user: what a store is made from. */
export interface StoreContext extends DatabaseContext {
  /** Asked before a content is unpacked; absent where memory is not counted. */
  readonly reserve?: Reserve;
  readonly settings: DatabaseSettings & StoreSettings;
  readonly user: { readonly id: string; readonly name: string | null };
}
