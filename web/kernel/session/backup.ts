import type { Commit, JournalFailure } from '../ports/journal.ts';
import {
  infoOf,
  isCommitted,
  isOnDisk,
  isPromiseOnDisk,
  type Lacking,
  type SessionState,
} from '../state/session-state.ts';
import { isClean } from '../state/view.ts';
import { changedParts, partsOf, type Work } from '../state/work.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import { backoffMs, type SessionContext } from './context.ts';
import { type EntrySource, encodeEntry, entryKey, removeEntries } from './entry.ts';
import { lackingAssets } from './with-assets.ts';

/** Up to this size an entry contains the whole content; above, only the parts that the journal may not have. */
const ENTRY_MAX_BYTES = 64 * 1024;

/** Backs up the open session on this device. */
export interface Backup extends Omit<Autosave, 'flush'> {
  /** True if the journal has everything that is shown. */
  flush(): Promise<boolean>;
  /** Commits nothing until `work` has ended. Several are carried out one after the other. */
  holdFor(work: () => Promise<void>): Promise<void>;
  /**
   * For page unload: synchronously writes what the journal may not have into the entry. Returns true if
   * everything that is shown is then on this device.
   */
  writeEntryNow(): boolean;
  /** Writes everything again, for example after the site's data was cleared. */
  backUpAnew(): void;
  /** Removes the entry, or makes it point at the journal, if the server or the journal has what is shown. */
  tidyEntry(): void;
}

export function createBackup(own: SessionContext): Backup {
  const { clock, entries, journal, model, timings } = own;
  let held: Promise<void> = Promise.resolve();
  let failures = 0;
  let cancelRetry: (() => void) | null = null;
  /** Key of the entry, if it only points at the journal. A stale pointer is harmless. */
  let pointer: string | null = null;
  let cancelPointer: (() => void) | null = null;

  const waits = {
    get autosaveDebounceMs() {
      return own.session?.entryRefused ? 0 : timings.autosaveDebounceMs;
    },
    autosaveMaxWaitMs: timings.autosaveMaxWaitMs,
  };
  const autosave = createAutosave(clock, waits, write);

  async function write(): Promise<void> {
    await held;
    // In a session that was never edited there is nothing to lose.
    if (!own.session?.isTouched) return;
    const failure = await commit();
    if (failure !== null) failed(failure);
    else {
      failures = 0;
      tidyEntry();
    }
  }

  /** Commits what is shown now. If the journal's head is not the expected one, commits all parts, once. */
  async function commit(isRetry = false): Promise<JournalFailure | null> {
    const { session } = own;
    if (session === null) return null;
    const { head, work } = session;
    const parts = partsOf(model, work);
    const changes = head === null ? parts : changedParts(partsOf(model, head.work), parts);
    const looking = lackingAssets(own, session);
    if (head !== null && changes.size === 0 && isPromiseOnDisk(session)) {
      const lacking = await looking;
      if (own.session?.head === head) own.dispatch({ type: 'foundOnDisk', work, ...lacking });
      void askCloudFor(lacking, work);
      return null;
    }
    const generation = session.generation + 1;
    own.dispatch({ type: 'commitStarted', generation, names: [...changes.keys()] });
    const [result, lacking] = await Promise.all([
      journal.commit(commitOf(session, generation, changes)),
      looking,
    ]);
    // Another content was loaded meanwhile, so this commit is no longer the head.
    if (!own.session?.unconfirmed.generations.includes(generation)) return null;
    if (!result.ok) {
      if (result.reason !== 'stale' && result.reason !== 'missing') return result;
      own.dispatch({ type: 'headLost' });
      return isRetry ? result : commit(true);
    }
    const { rootHash, bytes } = result.value;
    const isSmall = bytes <= ENTRY_MAX_BYTES;
    // If the base has moved meanwhile, the journal has been told since that the promise is kept.
    const isSameBase = own.session.base?.metadata === session.base?.metadata;
    const savePromised = isSameBase && session.buffer.savePromised;
    const committed = { generation, rootHash, work, isSmall, atMs: clock.now(), savePromised };
    own.dispatch({ type: 'committed', ...committed, ...lacking });
    void askCloudFor(lacking, work);
    return null;
  }

  /** The cloud may have them from an upload that no save followed. Until it responds they count as lost. */
  async function askCloudFor({ lostAssets: lost = [], unstored }: Lacking, work: Work) {
    if (unstored) retryAfter(timings.pollMs);
    if (lost.length === 0) return;
    const missing = await own.api.missingAssets(lost);
    if (missing.kind === 'ok') own.dispatch({ type: 'assetsLost', work, hashes: missing.value });
    else retryAfter(timings.pollMs);
  }

  function retryAfter(ms: number): void {
    cancelRetry?.();
    cancelRetry = clock.after(ms, () => autosave.touch());
  }

  function commitOf(
    session: SessionState,
    generation: number,
    changes: ReadonlyMap<string, unknown | undefined>,
  ): Commit {
    const { head, base } = session;
    const info = infoOf(session);
    if (head !== null) return { info, generation, changes, onGeneration: head.generation };
    const baseParts = base?.work ? partsOf(model, base.work) : null;
    return { info, generation, whole: changes, base: baseParts };
  }

  function failed({ reason }: JournalFailure): void {
    const { session } = own;
    if (session === null) return;
    if (isClean(session)) {
      tidyEntry();
      return;
    }
    failures += 1;
    own.dispatch({ type: 'commitFailed', reason });
    writeEntryNow();
    // A newer build uses the journal now; writing to it could damage its data.
    if (reason === 'newerBuild') return;
    const limits = { baseMs: timings.retryBaseMs, maxMs: timings.retryMaxMs };
    retryAfter(backoffMs(failures, limits, clock.random()));
  }

  function tidyEntry(): void {
    const { session } = own;
    if (session === null) return;
    // Not while newer edits are uncommitted: the entry may be all that has them.
    if (isClean(session)) {
      pointer = null;
      removeEntries(entries, session.buffer.bufferId);
    } else if (!isCommitted(session)) return;
    // localStorage is slow and blocks the main thread, so for a large session the pointer is updated only now and then.
    else if (pointer !== entryKey(infoOf(session))) pointAtHead();
    else cancelPointer ??= clock.after(timings.autosaveMaxWaitMs, pointLater);
  }

  function pointLater(): void {
    cancelPointer = null;
    if (own.session && isCommitted(own.session) && !isClean(own.session)) pointAtHead();
  }

  function pointAtHead(): void {
    const { session } = own;
    if (!session?.head) return;
    const { generation, rootHash: hash, isSmall } = session.head;
    const fields = { hash, generation, baseGeneration: generation };
    writeEntry(session, fields, isSmall ? null : new Map());
    pointer = isSmall ? null : entryKey(infoOf(session));
  }

  /** `changes` null: the entry contains the whole content. */
  function writeEntry(
    session: SessionState,
    fields: Pick<EntrySource, 'hash' | 'generation' | 'baseGeneration' | 'alsoOn'>,
    changes: ReadonlyMap<string, unknown> | null,
  ): boolean {
    const { content, metadata, drafts } = session.work;
    const source = { info: infoOf(session), metadata, ...fields };
    const text = changes
      ? encodeEntry(source, { changes })
      : encodeEntry({ ...source, drafts }, { contentText: JSON.stringify(content) });
    const isTaken = entries.write(entryKey(source.info), text) === 'written';
    own.dispatch({ type: 'entryTried', generation: fields.generation, isTaken });
    return isTaken;
  }

  function writeEntryNow(): boolean {
    const { session } = own;
    if (!session?.isTouched) return true;
    const { head, unconfirmed, work } = session;
    // An unconfirmed commit or the entry may contain an edit that was undone since.
    const isSettled = isOnDisk(session) || (head === null && isClean(session));
    pointer = null;
    if (isSettled && unconfirmed.generations.length === 0) {
      tidyEntry();
      return true;
    }
    const fields = {
      hash: null,
      generation: session.generation + 1,
      baseGeneration: head?.generation ?? null,
      alsoOn: unconfirmed.generations,
    };
    if ((head === null || head.isSmall) && writeEntry(session, fields, null)) return true;
    if (head === null) return isSettled;
    const parts = partsOf(model, work);
    const since = changedParts(partsOf(model, head.work), parts);
    for (const name of unconfirmed.names) since.set(name, parts.get(name));
    return writeEntry(session, fields, since) || isSettled;
  }

  return {
    touch: autosave.touch,
    async flush() {
      const isWritten = () => !own.session?.isTouched || isOnDisk(own.session);
      if (!isWritten()) autosave.touch();
      await autosave.flush();
      return isWritten();
    },
    holdFor(work) {
      held = held.then(work);
      return held;
    },
    writeEntryNow,
    backUpAnew() {
      own.dispatch({ type: 'headLost' });
      autosave.touch();
    },
    tidyEntry,
    close() {
      autosave.close();
      cancelRetry?.();
      cancelPointer?.();
    },
  };
}
