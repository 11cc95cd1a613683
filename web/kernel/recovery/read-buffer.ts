import type { Context } from '../context.ts';
import { readEntries } from './buffer-entries.ts';

/** All that is kept of a buffer, as JSON text and as it is, understood or not; null where there is nothing. */
export async function readBuffer<Content>(
  context: Context<Content>,
  bufferId: string,
): Promise<string | null> {
  const opened = await context.journal.open(bufferId);
  const journal = opened.ok && opened.value.info.ownerId === context.ownerId ? opened.value : null;
  const entries = readEntries(context).filter(({ info }) => info.bufferId === bufferId);
  if (journal === null && entries.length === 0) return null;
  const asObject = (_: string, value: unknown) =>
    value instanceof Map ? Object.fromEntries(value) : value;
  return JSON.stringify({ journal, entries }, asObject, 2);
}
