import type { Entries, EntryWrite } from '../ports/browser.ts';

export interface MemoryEntries extends Entries {
  readonly texts: Map<string, string>;
  /** What every write answers; anything but `written` leaves things as they are. */
  answer: EntryWrite;
}

export function createMemoryEntries(): MemoryEntries {
  const texts = new Map<string, string>();
  return {
    texts,
    answer: 'written',
    write(key, text) {
      if (this.answer === 'written') texts.set(key, text);
      return this.answer;
    },
    read: (key) => texts.get(key) ?? null,
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
    remove: (key) => texts.delete(key),
  };
}
