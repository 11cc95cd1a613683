import { isDeepStrictEqual } from 'node:util';
import type { Container } from '@azure/cosmos';
import { create, type Item, read, remove } from './items.ts';

/**
 * Moves a session to another owner's partition: copies it, then deletes the original. False if it was saved
 * in between (the copy is removed then), or if the new owner has another session with this id.
 */
export async function moveSession(
  sessions: Container,
  id: string,
  from: string,
  to: string,
): Promise<boolean> {
  const original = await read(sessions, id, from);
  if (!original) return true;
  const isOurs = await create(sessions, { ...original, owner_id: to });
  const copy = await read(sessions, id, to);
  if (!copy || !isSame(original, copy)) return false;
  if (await remove(sessions, original, from)) return true;
  if (isOurs) await remove(sessions, copy, to);
  return false;
}

function isSame(original: Item, copy: Item): boolean {
  return isDeepStrictEqual(original.metadata, copy.metadata) && original.content === copy.content;
}
