import type { Budget } from './budget.ts';
import type { DatabaseSettings } from './client.ts';

/** Database access for one request or queue message. */
export interface DatabaseContext {
  readonly settings: DatabaseSettings;
  readonly budget: Budget;
}

export interface StoreSettings {
  /** Length of new ids. */
  readonly ID_LENGTH: number;
  /** How many days a replaced version of a session is kept; 0 disables the history. */
  readonly HISTORY_DAYS: number;
  /** How many days a deleted document can be restored. */
  readonly TRASH_DAYS: number;
  /** Most sessions and most snapshots that one user may have; absent or 0 means no limit. */
  readonly MAX_SESSIONS_PER_USER?: number;
  readonly MAX_SNAPSHOTS_PER_USER?: number;
}

/** Waits until the process has `bytes` of memory free and reserves them. Throws Busy after a timeout. */
export type Reserve = (bytes: number) => Promise<void>;

/** Database access for one user; every store is constructed from it. */
export interface StoreContext extends DatabaseContext {
  /** Called before content is decompressed; absent where memory is not limited. */
  readonly reserve?: Reserve;
  readonly settings: DatabaseSettings & StoreSettings;
  readonly user: { readonly id: string; readonly name: string | null };
}
