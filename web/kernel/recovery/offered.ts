import type { BufferSummary } from '../ports/journal.ts';
import { isGone } from '../ports/problem.ts';
import type { Context } from '../session/context.ts';
import { applyEntry, type Entry, entryKey, readEntries, setEntryAside } from '../session/entry.ts';

/** This user's unsaved work that no open tab holds, the latest first. */
export async function offeredBuffers<Content>(
  context: Context<Content>,
): Promise<readonly BufferSummary[]> {
  const { entries, journal, ownerId, tabs } = context;
  const [listed, held] = await Promise.all([journal.buffers(ownerId), tabs.held()]);
  const offered = new Map<string, BufferSummary>();
  for (const summary of listed.ok ? listed.value : []) offered.set(summary.bufferId, summary);
  for (const entry of readEntries(context)) {
    const { bufferId } = entry.info;
    if (held.has(bufferId)) continue;
    const known = offered.get(bufferId);
    if (known !== undefined && known.generation >= entry.generation) continue;
    const fit = known === undefined ? await fitOf(context, entry) : 'fits';
    if (fit === 'fits') offered.set(bufferId, summaryOf(entry, known));
    if (fit === 'outdated') entries.remove(entryKey(entry.info));
    if (fit === 'orphaned') setEntryAside(context, entry);
  }
  return [...offered.values()]
    .filter(({ bufferId }) => !held.has(bufferId))
    .sort((a, b) => b.lastModifiedMs - a.lastModifiedMs);
}

/** This user's unsaved work in other open tabs, the latest first. */
export async function unsavedElsewhere<Content>(
  { journal, ownerId, tabs }: Context<Content>,
  ownBufferId: string | null,
): Promise<readonly BufferSummary[]> {
  const [listed, held] = await Promise.all([journal.buffers(ownerId), tabs.held()]);
  return (listed.ok ? listed.value : []).filter(
    ({ bufferId }) => held.has(bufferId) && bufferId !== ownBufferId,
  );
}

/**
 * Decides about an entry whose buffer the journal does not list as unsaved. After a crash, localStorage may be
 * older than the journal. `outdated`: the journal has a newer generation, and that was saved. `orphaned`: it has
 * changed parts, but the journal has nothing to apply them to. `unknown`: the journal does not respond.
 */
async function fitOf<Content>(
  { journal }: Context<Content>,
  entry: Entry,
): Promise<'fits' | 'outdated' | 'orphaned' | 'unknown'> {
  const opened = await journal.open(entry.info.bufferId);
  if (opened.ok && opened.value.generation >= entry.generation) return 'outdated';
  if (entry.parts === null) return 'fits';
  if (opened.ok) return applyEntry(entry, opened.value) === null ? 'orphaned' : 'fits';
  return isGone(opened) ? 'orphaned' : 'unknown';
}

function summaryOf(
  { info, metadata, generation, parts, content }: Entry,
  known: BufferSummary | undefined,
): BufferSummary {
  const { title, description } = metadata;
  const bytes = known?.bytes ?? JSON.stringify(parts ?? content).length;
  return { ...info, title, description, generation, bytes };
}
