import { backoffMs } from '../backoff.ts';
import { type Context, openParts, openSession } from '../context.ts';
import { changedParts, metadataOf, partsOf } from '../parts.ts';
import type { Commit, JournalFailure, Parts } from '../ports/journal.ts';
import type { WorkingCopy } from '../working-copy.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import { encodeEntry, entryKey } from './entry.ts';
import { localOf } from './local-of.ts';

/** Brings the open session onto this device's disk. */
export interface Backup extends Omit<Autosave, 'flush'> {
  /** True when everything shown now is on disk. */
  flush(): Promise<boolean>;
  /** Synchronously, for the page's last moment: what the journal may not have goes into the entry. */
  writeEntryNow(): void;
  /** Says anew whether what is shown is clean or backed up, and puts the entry right. */
  report(): void;
}

export function createBackup<Content>(context: Context<Content>, copy: WorkingCopy): Backup {
  const { clock, entries, journal, model, store, timings } = context;
  let failures = 0;
  let cancelRetry: (() => void) | null = null;
  /** Key of an entry that holds nothing of its own: behind the journal it is no worse than anew. */
  let bareEntry: string | null = null;
  let cancelEntry: (() => void) | null = null;

  const autosave = createAutosave(clock, timings, write);

  async function write(): Promise<void> {
    await copy.ready;
    if (copy.closed || openSession(context) === null) return;
    const failure = await commit();
    if (copy.closed) return;
    if (failure === null) {
      failures = 0;
      report();
    } else {
      failed(failure);
    }
  }

  /** One commit of what is shown now; a stale journal gets the whole once. */
  async function commit(whole = copy.head === null): Promise<JournalFailure | null> {
    const parts = openParts(context);
    if (parts === null) return null;
    const changes = copy.head === null ? parts : changedParts(copy.head.parts, parts);
    if (!whole && changes.size === 0) return null;
    const { ready } = copy;
    const generation = nextGeneration(copy);
    copy.uncertain.generations.push(generation);
    for (const name of changes.keys()) copy.uncertain.names.add(name);
    const result = await journal.commit(commitOf(generation, parts, changes, whole));
    // Another content has been loaded meanwhile: this one is no head of anything any more.
    if (copy.closed || copy.ready !== ready) return null;
    if (!result.ok) {
      const resend = result.reason === 'stale' || result.reason === 'missing';
      if (resend) copy.head = null;
      return resend && !whole ? commit(true) : result;
    }
    const { rootHash, content: contentText } = result.value;
    copy.uncertain = { generations: [], names: new Set() };
    copy.head = { generation, rootHash, parts, contentText, atMs: clock.now() };
    return null;
  }

  function commitOf(
    generation: number,
    parts: Parts,
    changes: ReadonlyMap<string, unknown | undefined>,
    whole: boolean,
  ): Commit {
    const { info } = copy;
    return whole || copy.head === null
      ? { info, generation, whole: parts, base: copy.baseParts }
      : { info, generation, changes, onGeneration: copy.head.generation };
  }

  function report(): void {
    const session = openSession(context);
    if (copy.closed || session === null) return;
    const local = localOf(context, copy, session);
    // Never while newer edits wait: the entry may have them already.
    if (local.kind === 'backedUp' && bareEntry === entryKey(copy.info)) putEntryRightSoon();
    else if (local.kind === 'clean' || local.kind === 'backedUp') putEntryRight(local.kind);
    if (local.kind === 'clean') store.dispatch({ type: 'cleaned' });
    if (local.kind === 'backedUp') store.dispatch({ type: 'backedUp', atMs: local.atMs });
  }

  /** What is shown is what the journal or the server has: the entry says no more than that. */
  function putEntryRight(kind: 'clean' | 'backedUp'): void {
    bareEntry = null;
    if (kind === 'clean') entries.remove(entryKey(copy.info));
    else writeEntryOfHead();
  }

  /** localStorage is slow and the main thread's: of a large session it is brought up to date once in a while. */
  function putEntryRightSoon(): void {
    cancelEntry ??= clock.after(timings.autosaveMaxWaitMs, () => {
      cancelEntry = null;
      const session = openSession(context);
      if (copy.closed || session === null) return;
      if (localOf(context, copy, session).kind === 'backedUp') writeEntryOfHead();
    });
  }

  function writeEntryOfHead(): void {
    const { head, info } = copy;
    if (head === null) return;
    const { generation, rootHash: hash, parts, contentText } = head;
    const source = {
      info,
      metadata: metadataOf(parts),
      hash,
      generation,
      baseGeneration: generation,
    };
    const body = contentText === null ? { changes: new Map() } : { contentText };
    entries.write(entryKey(info), encodeEntry(source, body));
    bareEntry = contentText === null ? entryKey(info) : null;
  }

  function failed(failure: JournalFailure): void {
    const session = openSession(context);
    if (session === null) return;
    if (localOf(context, copy, session).kind === 'clean') {
      report();
      return;
    }
    failures += 1;
    store.dispatch({ type: 'backupFailed', reason: failure.reason });
    writeEntryNow();
    // A newer build owns the journal now; writing into it could only do harm.
    if (failure.reason === 'newerBuild') return;
    const limits = { baseMs: timings.retryBaseMs, maxMs: timings.retryMaxMs };
    cancelRetry?.();
    cancelRetry = clock.after(backoffMs(failures, limits, clock.random()), () => autosave.touch());
  }

  function writeEntryNow(): void {
    const open = openSession(context);
    if (copy.closed || open === null) return;
    const { head, info, uncertain } = copy;
    const { kind } = localOf(context, copy, open);
    // What is being written, or stands in the entry, may be what was just taken back.
    if ((kind === 'clean' || kind === 'backedUp') && uncertain.generations.length === 0) {
      putEntryRight(kind);
      return;
    }
    bareEntry = null;
    const parts = partsOf(model, open.content, open.metadata);
    const source = {
      info,
      metadata: open.metadata,
      hash: null,
      generation: nextGeneration(copy),
      baseGeneration: head?.generation ?? null,
      alsoOn: uncertain.generations,
    };
    if (head === null || head.contentText !== null) {
      const contentText = JSON.stringify(open.content);
      if (entries.write(entryKey(info), encodeEntry(source, { contentText })) === 'written') return;
    }
    if (head === null) return;
    const since = changedParts(head.parts, parts);
    for (const name of uncertain.names) since.set(name, parts.get(name));
    entries.write(entryKey(info), encodeEntry(source, { changes: since }));
  }

  return {
    touch: () => autosave.touch(),
    pause: (reason) => autosave.pause(reason),
    async flush() {
      // A session that nobody touched has nothing to lose.
      if (copy.closed || openSession(context) === null) return true;
      if (!isOnDisk(context, copy)) autosave.touch();
      await autosave.flush();
      return isOnDisk(context, copy);
    },
    writeEntryNow,
    report,
    close() {
      autosave.close();
      cancelRetry?.();
      cancelEntry?.();
    },
  };
}

function nextGeneration(copy: WorkingCopy): number {
  copy.generation += 1;
  return copy.generation;
}

function isOnDisk<Content>(context: Context<Content>, copy: WorkingCopy): boolean {
  const parts = openParts(context);
  return copy.head !== null && parts !== null && changedParts(copy.head.parts, parts).size === 0;
}
