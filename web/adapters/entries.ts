import type { Entries, EntryWrite } from '../kernel/index.ts';
import { isQuotaError } from './quota.ts';

/** `localStorage`. If the browser has disabled it, it is empty, and writing returns `disabled`. */
export const localEntries: Entries = {
  write(key, text): EntryWrite {
    try {
      localStorage.setItem(key, text);
      return 'written';
    } catch (error) {
      return isQuotaError(error) ? 'full' : 'disabled';
    }
  },
  read: (key) => attempt(() => localStorage.getItem(key), null),
  keys: (prefix) =>
    attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), []),
  remove: (key) => attempt(() => localStorage.removeItem(key), undefined),
};

/** Uses storage; returns `otherwise` if it is disabled. */
export function attempt<T>(use: () => T, otherwise: T): T {
  try {
    return use();
  } catch {
    return otherwise;
  }
}
