import { DAMAGED_PREFIX, ENTRY_PREFIX } from '../backup/entry.ts';
import type { Entries } from '../ports/entries.ts';
import type { DamagedBuffer } from '../ports/journal.ts';

/** Where an entry goes that is not whole; with the time, so that a later one never takes its place. */
export function damagedKey(key: string, foundAtMs: number): string {
  return `${DAMAGED_PREFIX}${foundAtMs}:${key.slice(ENTRY_PREFIX.length)}`;
}

/** Earlier builds wrote no time, only the session's id and the buffer's. */
const TIMED_KEY = new RegExp(`^${DAMAGED_PREFIX}(\\d+):[^:]+:[^:]+$`);

export function damagedEntries(entries: Entries, ownerId: string): readonly DamagedBuffer[] {
  return entries
    .keys(DAMAGED_PREFIX)
    .filter((id) => isOf(entries, id, ownerId))
    .map((id) => {
      const foundAt = TIMED_KEY.exec(id)?.[1];
      return {
        id,
        foundAtMs: foundAt === undefined ? null : Number(foundAt),
        title: titleIn(entries.read(id) ?? ''),
        why: 'The entry is not whole',
      };
    });
}

/** By the text alone: a damaged entry cannot be parsed, and must still not be shown to another user. */
export function isOf(entries: Entries, key: string, ownerId: string): boolean {
  return entries.read(key)?.includes(`"ownerId":${JSON.stringify(ownerId)}`) ?? false;
}

const TITLE = /"metadata":\{"title":("(?:[^"\\]|\\.)*")/;

function titleIn(text: string): string | null {
  try {
    return JSON.parse(TITLE.exec(text)?.[1] ?? 'null');
  } catch {
    return null;
  }
}
