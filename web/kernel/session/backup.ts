import type { Commit, JournalFailure } from '../ports/journal.ts';
import {
  infoOf,
  isCommitted,
  isOnDisk,
  isPromiseOnDisk,
  type SessionState,
} from '../state/session-state.ts';
import { isClean } from '../state/view.ts';
import { assetsOf, changedParts, partsOf, type Work } from '../state/work.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import { backoffMs, type SessionContext } from './context.ts';
import { type EntrySource, encodeEntry, entryKey, removeEntries } from './entry.ts';

/** An entry holds all of a content up to here, else only what the journal may not have. */
const ENTRY_MAX_BYTES = 64 * 1024;

/** Brings the open session onto this device's disk. */
export interface Backup extends Omit<Autosave, 'flush'> {
  /** True when everything shown now is on disk. */
  flush(): Promise<boolean>;
  /** Nothing is committed before `work` has ended, which begins when what held before has. */
  holdFor(work: () => Promise<void>): Promise<void>;
  /**
   * Synchronously, for the page's last moment: what the journal may not have goes into the entry. Answers
   * whether all that is shown is on this device then.
   */
  writeEntryNow(): boolean;
  /** What this device had is gone, as after its site data was cleared: all of it is written anew. */
  backUpAnew(): void;
  /** What is shown is what the journal or the server has: the entry says no more than that. */
  tidyEntry(): void;
}

export function createBackup<Content>(own: SessionContext<Content>): Backup {
  const { clock, entries, journal, model, timings } = own;
  let held: Promise<void> = Promise.resolve();
  let failures = 0;
  let cancelRetry: (() => void) | null = null;
  /** Key of an entry that only points at the journal; a stale pointer is harmless. */
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
    // A session that nobody touched has nothing to lose.
    if (!own.session?.isTouched) return;
    const failure = await commit();
    if (failure !== null) failed(failure);
    else {
      failures = 0;
      tidyEntry();
    }
  }

  /** One commit of what is shown now; a stale journal gets the whole once. */
  async function commit(isRetry = false): Promise<JournalFailure | null> {
    const { session } = own;
    if (session === null) return null;
    const { head, work } = session;
    const parts = partsOf(model, work);
    const changes = head === null ? parts : changedParts(partsOf(model, head.work), parts);
    const looking = assetsNotHere(session);
    if (head !== null && changes.size === 0 && isPromiseOnDisk(session)) {
      const lostAssets = await looking;
      if (own.session?.head === head) own.dispatch({ type: 'foundOnDisk', work, lostAssets });
      void askCloudFor(lostAssets, work);
      return null;
    }
    const generation = session.generation + 1;
    own.dispatch({ type: 'commitStarted', generation, names: [...changes.keys()] });
    const { savePromised } = session.buffer;
    const [result, lostAssets] = await Promise.all([
      journal.commit(commitOf(session, generation, changes)),
      looking,
    ]);
    // Another content has been loaded meanwhile: this one is no head of anything any more.
    if (!own.session?.unconfirmed.generations.includes(generation)) return null;
    if (!result.ok) {
      if (result.reason !== 'stale' && result.reason !== 'missing') return result;
      own.dispatch({ type: 'headLost' });
      return isRetry ? result : commit(true);
    }
    const { rootHash, bytes } = result.value;
    const isSmall = bytes <= ENTRY_MAX_BYTES;
    const atMs = clock.now();
    own.dispatch({
      type: 'committed',
      generation,
      rootHash,
      work,
      isSmall,
      atMs,
      lostAssets,
      savePromised,
    });
    void askCloudFor(lostAssets, work);
    return null;
  }

  /**
   * Assets that the work names and that are neither in its base, and so in the cloud, nor on this device. What was found
   * for the head is not looked for again.
   */
  async function assetsNotHere({
    base,
    head,
    work,
  }: SessionState<Content>): Promise<readonly string[]> {
    const { lostAssets } = head ?? {};
    const found = assetsOf(model, lostAssets && head?.work);
    const known = new Set([
      ...assetsOf(model, base?.work),
      ...found.filter((hash) => !lostAssets?.includes(hash)),
    ]);
    const unknown = assetsOf(model, work).filter((hash) => !known.has(hash));
    const here = unknown.length > 0 ? await own.assets?.sizes(unknown) : null;
    return unknown.filter((hash) => !here?.has(hash));
  }

  /** An upload may have brought them there without a save. Until the cloud answers they count as lost. */
  async function askCloudFor(lost: readonly string[], work: Work<Content>): Promise<void> {
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
    session: SessionState<Content>,
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
    // A newer build owns the journal now; writing into it could only do harm.
    if (reason === 'newerBuild') return;
    const limits = { baseMs: timings.retryBaseMs, maxMs: timings.retryMaxMs };
    retryAfter(backoffMs(failures, limits, clock.random()));
  }

  function tidyEntry(): void {
    const { session } = own;
    if (session === null) return;
    // Never while newer edits wait: the entry may have them already.
    if (isClean(session)) {
      pointer = null;
      removeEntries(entries, session.buffer.bufferId);
    } else if (!isCommitted(session)) return;
    // localStorage is slow and the main thread's: of a large session it is brought up to date once in a while.
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
    const { generation, rootHash: hash, work, isSmall } = session.head;
    const info = infoOf(session);
    const { content, metadata, drafts } = work;
    const source = { info, metadata, drafts, hash, generation, baseGeneration: generation };
    const body = isSmall ? { contentText: JSON.stringify(content) } : { changes: new Map() };
    writeEntry(source, body);
    pointer = isSmall ? null : entryKey(info);
  }

  function writeEntry(source: EntrySource, body: Parameters<typeof encodeEntry>[1]): boolean {
    const isTaken = entries.write(entryKey(source.info), encodeEntry(source, body)) === 'written';
    own.dispatch({ type: 'entryTried', generation: source.generation, isTaken });
    return isTaken;
  }

  function writeEntryNow(): boolean {
    const { session } = own;
    if (!session?.isTouched) return true;
    const { head, unconfirmed, work } = session;
    // What is being written, or stands in the entry, may be what was just taken back.
    const isSettled = isOnDisk(session) || (head === null && isClean(session));
    pointer = null;
    if (isSettled && unconfirmed.generations.length === 0) {
      tidyEntry();
      return true;
    }
    const info = infoOf(session);
    const generation = session.generation + 1;
    const { metadata, drafts } = work;
    const baseGeneration = head?.generation ?? null;
    const alsoOn = unconfirmed.generations;
    const source = { info, metadata, hash: null, generation, baseGeneration, alsoOn };
    if (head === null || head.isSmall) {
      const contentText = JSON.stringify(work.content);
      if (writeEntry({ ...source, drafts }, { contentText })) return true;
    }
    if (head === null) return isSettled;
    const parts = partsOf(model, work);
    const since = changedParts(partsOf(model, head.work), parts);
    for (const name of unconfirmed.names) since.set(name, parts.get(name));
    return writeEntry(source, { changes: since }) || isSettled;
  }

  return {
    touch: autosave.touch,
    pause: autosave.pause,
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
