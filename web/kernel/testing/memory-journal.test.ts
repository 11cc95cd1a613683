import { expect, test } from 'vitest';
import { journalCases } from '../../../tests/conformance/journal-cases.ts';
import { notesModel } from '../../../tests/conformance/notes-model.ts';
import { createFakeClock } from './fake-clock.ts';
import { createMemoryDisk } from './memory-disk.ts';
import { createMemoryJournal } from './memory-journal.ts';

test.each(Object.keys(journalCases))('The journal in memory: %s', async (name) => {
  const journal = createMemoryJournal(createMemoryDisk(), notesModel, createFakeClock());
  await expect(journalCases[name]?.(journal)).resolves.toBeUndefined();
});
