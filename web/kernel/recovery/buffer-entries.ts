import {
  DAMAGED_PREFIX,
  decodeEntry,
  ENTRY_PREFIX,
  type Entry,
  entryKey,
} from '../backup/entry.ts';
import type { Entries } from '../ports/entries.ts';
import type { DamagedBuffer } from '../ports/journal.ts';

/** All whole entries of one user. Damaged ones are set aside on the way. */
export function readEntries(entries: Entries, ownerId: string): readonly Entry[] {
  const found: Entry[] = [];
  for (const key of entries.keys(ENTRY_PREFIX)) {
    const text = entries.read(key);
    if (text === null) continue;
    const entry = decodeEntry(text);
    if (entry === null) setAside(entries, key);
    else if (entry.info.ownerId === ownerId) found.push(entry);
  }
  return found;
}

/** Moves an entry out of the way. Nothing of it is deleted before the copy is written. */
export function setAside(entries: Entries, key: string): void {
  const text = entries.read(key);
  if (text === null) return;
  const isKept = entries.write(`${DAMAGED_PREFIX}${key.slice(ENTRY_PREFIX.length)}`, text);
  if (isKept === 'written') entries.remove(key);
}

export function setEntryAside(entries: Entries, entry: Entry): void {
  setAside(entries, entryKey(entry.info));
}

/** Removes every entry of a buffer, saved and never saved. */
export function removeEntries(entries: Entries, bufferId: string): void {
  for (const key of entries.keys(ENTRY_PREFIX)) {
    if (key.endsWith(`:${bufferId}`)) entries.remove(key);
  }
}

/** Removes every entry of one user, damaged ones too. */
export function clearEntries(entries: Entries, ownerId: string): void {
  for (const prefix of [ENTRY_PREFIX, DAMAGED_PREFIX])
    for (const key of entries.keys(prefix)) if (isOf(entries, key, ownerId)) entries.remove(key);
}

export function damagedEntries(entries: Entries, ownerId: string): readonly DamagedBuffer[] {
  return entries
    .keys(DAMAGED_PREFIX)
    .filter((id) => isOf(entries, id, ownerId))
    .map((id) => ({ id, foundAtMs: 0, title: null, why: 'The entry is not whole' }));
}

/** By the text alone: a damaged entry cannot be parsed, and must still not be shown to another user. */
function isOf(entries: Entries, key: string, ownerId: string): boolean {
  return entries.read(key)?.includes(`"ownerId":${JSON.stringify(ownerId)}`) ?? false;
}
