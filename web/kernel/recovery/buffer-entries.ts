import {
  DAMAGED_PREFIX,
  decodeEntry,
  ENTRY_PREFIX,
  type Entry,
  entryKey,
} from '../backup/entry.ts';
import type { Context } from '../context.ts';
import type { Entries } from '../ports/entries.ts';
import { damagedKey, isOf } from './damaged-entries.ts';

type EntryContext = Pick<Context<never>, 'entries' | 'ownerId' | 'clock'>;

/** All whole entries of the user. Damaged ones, whoever's they are, are set aside on the way. */
export function readEntries(context: EntryContext): readonly Entry[] {
  const { entries, ownerId } = context;
  const found: Entry[] = [];
  for (const key of entries.keys(ENTRY_PREFIX)) {
    const text = entries.read(key);
    if (text === null) continue;
    const entry = decodeEntry(text);
    if (entry === null) setAside(context, key);
    else if (entry.info.ownerId === ownerId) found.push(entry);
  }
  return found;
}

/** Moves an entry out of the way. Nothing of it is deleted before the copy is written. */
function setAside({ entries, clock }: EntryContext, key: string): void {
  const text = entries.read(key);
  if (text === null) return;
  if (entries.write(damagedKey(key, clock.now()), text) === 'written') entries.remove(key);
}

export function setEntryAside(context: EntryContext, entry: Entry): void {
  setAside(context, entryKey(entry.info));
}

/** Removes every entry of a buffer, saved and never saved. */
export function removeEntries(entries: Entries, bufferId: string): void {
  for (const key of entries.keys(ENTRY_PREFIX)) {
    if (key.endsWith(`:${bufferId}`)) entries.remove(key);
  }
}

/** Removes every entry of one user, damaged ones too. */
export function clearEntries(entries: Entries, ownerId: string, but: ReadonlySet<string>): void {
  for (const prefix of [ENTRY_PREFIX, DAMAGED_PREFIX]) {
    for (const key of entries.keys(prefix)) {
      const bufferId = key.slice(key.lastIndexOf(':') + 1);
      if (isOf(entries, key, ownerId) && !but.has(bufferId)) entries.remove(key);
    }
  }
}
