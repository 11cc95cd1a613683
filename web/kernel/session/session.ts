import type { SessionMetadata } from '../ports/api.ts';
import { isGone } from '../ports/problem.ts';
import { type SessionState, sessionState } from '../state/session-state.ts';
import { isClean, type RecoveredFrom } from '../state/view.ts';
import type { Work } from '../state/work.ts';
import { createBackup } from './backup.ts';
import { createBaseKeeper } from './base.ts';
import type { Resolver } from './conflict.ts';
import { type Context, type SessionContext, sessionContext } from './context.ts';
import { removeEntries } from './entry.ts';
import { createExclusive, type Fetched } from './persist.ts';
import { createSaver, type Saver } from './save.ts';
import type { Sending } from './send.ts';
import { createWatcher, type Watcher } from './watch.ts';

/** The open session and the parts that work on it. */
export interface OpenSession extends Sending {
  readonly saver: Saver;
  readonly watcher: Watcher;
  /** Loaded on demand, since most pages never have a conflict. */
  resolver(): Promise<Resolver>;
}

/** Owns the one open session: opens, replaces and closes it. */
export interface SessionOwner {
  readonly open: OpenSession | null;
  /** Opens a new session, or work that is based on the server's version `base`. `dirty`: it is unsaved work from the start. */
  openNew(work: Work, dirty: boolean, base?: SessionMetadata): Promise<void>;
  /** Opens a session that was fetched. It is shown at once; the journal stores it in the background. */
  openFetched(fetched: Fetched, isFromDevice?: boolean): Promise<void>;
  /** Opens a recovered session, whose buffer this tab holds. */
  openRecovered(session: SessionState, how: RecoveredFrom['how']): Promise<void>;
  /** Unsaved work stays in its buffer, unless `deleteUnsaved` is set. */
  close(options?: { deleteUnsaved: boolean }): Promise<void>;
}

export function createSessionOwner(context: Context): SessionOwner {
  const { clock, connectivity, entries, journal, model, ownerId, resume, store, tabs } = context;
  let open: OpenSession | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** Opens and closes one after the other, so that nothing that was just opened is replaced before it is closed. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  function newBuffer(): SessionState['buffer'] {
    return {
      bufferId: clock.key(),
      ownerId,
      sessionId: null,
      schemaVersion: model.schemaVersion,
      createKey: clock.key(),
      createdAtMs: clock.now(),
      lastModifiedMs: clock.now(),
    };
  }

  function show(session: SessionState): OpenSession {
    const own = sessionContext(context, session.identity);
    const backup = createBackup(own);
    const base = createBaseKeeper(own, backup, () => watcher.start());
    const sending = { own, backup, base, exclusive: createExclusive(own) };
    const saver = createSaver(sending);
    const watcher = createWatcher(sending);
    let made: Resolver | null = null;
    const resolver = async () => {
      const [{ createResolver }, merging] = await Promise.all([
        import('./conflict.ts'),
        model.merging(),
      ]);
      made ??= createResolver(sending, saver, merging);
      return made;
    };
    open = { ...sending, saver, watcher, resolver };
    const access = connectivity.online ? 'open' : 'offline';
    store.dispatch({ type: 'replaced', by: { ...session, access } });
    return open;
  }

  /** Takes the buffer, closes what is open, and shows and starts this session. */
  function replaceWith(session: SessionState, start: (opened: OpenSession) => void): Promise<void> {
    return inTurn(async () => {
      await tabs.hold(session.buffer.bufferId);
      if (open) await leave(open);
      start(show(session));
    });
  }

  async function openNew(
    work: Work,
    dirty: boolean,
    metadata: SessionMetadata | null = null,
  ): Promise<void> {
    const base = metadata && { metadata, work: null, rootHash: null };
    const session = sessionState(newBuffer(), work, { isTouched: dirty, base });
    await replaceWith(session, ({ backup, watcher }) => {
      if (dirty) backup.touch();
      watcher.start(true);
    });
  }

  async function openFetched(
    { metadata, contentText, work }: Fetched,
    isFromDevice = false,
  ): Promise<void> {
    const base = { metadata, work, rootHash: null };
    const session = sessionState(newBuffer(), work, { base, generation: 1, isFromDevice });
    await replaceWith(session, (opened) => {
      void opened.base.storeLoaded(contentText);
      opened.watcher.start(true);
    });
  }

  async function openRecovered(session: SessionState, how: RecoveredFrom['how']): Promise<void> {
    const { bufferId, lastModifiedMs, savePromised } = session.buffer;
    const baseVersion = session.base?.metadata.version ?? null;
    const recoveredFrom = { bufferId, lastModifiedMs, baseVersion, how };
    await replaceWith({ ...session, recoveredFrom }, ({ backup, saver, watcher }) => {
      backup.tidyEntry();
      // Even if the journal has all of it: whether the assets that it names are here is still to be checked.
      backup.touch();
      void backup.flush();
      watcher.start();
      if (savePromised) void saver.save();
    });
  }

  function close({ deleteUnsaved = false } = {}): Promise<void> {
    const seen = open;
    return inTurn(async () => {
      // What was opened since then is closed, but not deleted.
      if (open) await leave(open, deleteUnsaved && open === seen);
    });
  }

  async function leave(leaving: OpenSession, deleteUnsaved = false): Promise<void> {
    const { own, backup, exclusive, watcher } = leaving;
    if (!deleteUnsaved) context.commitEditors?.();
    backup.writeEntryNow();
    if (!deleteUnsaved) {
      // Waits for a running save, so that its work is not offered as unsaved later.
      const tooLong = new Promise<void>((resolve) => clock.after(SAVE_WAIT_MS, resolve));
      await Promise.race([exclusive.idle(), tooLong]);
      await backup.flush();
    }
    open = null;
    const { session } = own;
    store.dispatch({ type: 'replaced', by: { kind: 'Empty', isPassing: true } });
    backup.close();
    watcher.close();
    resume.now();
    if (session === null) return;
    const { bufferId } = session.buffer;
    const isUnsaved = session.isTouched && !isClean(session);
    if (deleteUnsaved || !isUnsaved) {
      removeEntries(entries, bufferId);
      // A pin that a Save As left, or is just making, would make the buffer count as unsaved.
      await (deleteUnsaved ? journal.remove(bufferId) : journal.unpin(bufferId));
    }
    tabs.release(bufferId, true);
  }

  return {
    get open() {
      return open;
    },
    openNew,
    openFetched,
    openRecovered,
    close,
  };
}

/** How long closing a session waits for a running save. */
const SAVE_WAIT_MS = 2_000;

/** Takes the buffer again, or a new one if another tab has used it meanwhile; then backs up. Nothing is written before that is known. */
export function reclaimBuffer({ own, backup }: OpenSession): void {
  const known = backup.holdFor(async () => {
    if (!(await isStillOurs(own))) await continueInNewBuffer(own);
  });
  void known.then(() => backup.flush());
}

/** While the page was away, another tab may have recovered its buffer, changed it or deleted it. */
async function isStillOurs(own: SessionContext): Promise<boolean> {
  const { journal, session, tabs } = own;
  if (session === null) return true;
  const { bufferId } = session.buffer;
  if (!(await tabs.hold(bufferId))) return false;
  const stored = await journal.open(bufferId);
  const isOurs = stored.ok
    ? stored.value.generation <= (own.session?.generation ?? 0)
    : !isGone(stored);
  if (!isOurs) tabs.release(bufferId, true);
  return isOurs;
}

/** Continues in a new buffer. The old one stays as the other tab left it. */
async function continueInNewBuffer(own: SessionContext): Promise<void> {
  const [bufferId, createKey] = [own.clock.key(), own.clock.key()];
  own.dispatch({ type: 'bufferReplaced', bufferId, createKey });
  if (own.session !== null) await own.tabs.hold(bufferId);
}
