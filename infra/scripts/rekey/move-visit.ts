import type { Container } from '@azure/cosmos';
import { accessLogId } from '../../../functions/store/access-log-document.ts';
import { create, type Item, read, remove } from './items.ts';

/**
 * Moves one access log to another visitor. If that visitor already has one, they are merged: visits are added
 * up, and the first and last time are kept.
 */
export async function moveVisit(
  logs: Container,
  id: string,
  from: string,
  to: string,
): Promise<void> {
  const original = await read(logs, id, from);
  if (!original) return;
  const moved = { ...original, id: accessLogId(original.snapshot_id, to), visitor_id: to };
  if (!(await create(logs, moved))) await merge(logs, moved, to);
  await remove(logs, original, from);
}

async function merge(logs: Container, moved: Item, to: string): Promise<void> {
  const present = await read(logs, moved.id, to);
  if (!present || isCopy(present, moved)) return;
  const merged = {
    ...present,
    visits: present.visits + moved.visits,
    first_visited_at: earlier(present.first_visited_at, moved.first_visited_at),
    last_visited_at: later(present.last_visited_at, moved.last_visited_at),
  };
  const accessCondition = { type: 'IfMatch', condition: present._etag };
  await logs.item(moved.id, to).replace(merged, { accessCondition });
}

/** Whether an interrupted run has already made this copy; its visits must not be added twice. */
function isCopy(present: Item, moved: Item): boolean {
  return (
    present.visits === moved.visits &&
    present.first_visited_at === moved.first_visited_at &&
    present.last_visited_at === moved.last_visited_at
  );
}

const earlier = (one: string, other: string) => (one < other ? one : other);
const later = (one: string, other: string) => (one > other ? one : other);
