import { bufferCases } from './buffer-cases.ts';
import { commitCases } from './commit-cases.ts';
import type { JournalCases } from './journal-tools.ts';
import { saveCases } from './save-cases.ts';

/**
 * What every journal must do, as cases that run wherever a journal does: in Node over memory, and in the
 * page over the real Worker and IndexedDB.
 */
export const journalCases: JournalCases = { ...commitCases, ...saveCases, ...bufferCases };
