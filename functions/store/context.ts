import type { Budget } from './budget.ts';
import type { DatabaseSettings } from './client.ts';

/** What is needed to reach the database for the length of one request or message. */
export interface DatabaseContext {
  readonly settings: DatabaseSettings;
  readonly budget: Budget;
}

/** The same for one user: what a store is made from. */
export interface StoreContext extends DatabaseContext {
  readonly settings: DatabaseSettings & { readonly ID_LENGTH: number };
  readonly user: { readonly id: string; readonly name: string | null };
}
