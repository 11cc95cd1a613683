import { bufferCases } from './buffer-cases.ts';
import { commitCases } from './commit-cases.ts';
import type { JournalCases } from './journal-tools.ts';
import { saveCases } from './save-cases.ts';

/**
 * Requirements of every journal, as cases that run in Node with a memory journal and in a page with the real
 * Worker and IndexedDB.
 */
export const journalCases: JournalCases = { ...commitCases, ...saveCases, ...bufferCases };
