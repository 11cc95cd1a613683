import type { SessionMetadata } from '../ports/api.ts';
import { type SessionState, sessionState } from '../state/session-state.ts';
import { isClean, type RecoveredFrom } from '../state/view.ts';
import type { Work } from '../state/work.ts';
import { type Backup, createBackup } from './backup.ts';
import { type BaseKeeper, createBaseKeeper } from './base.ts';
import type { Resolver } from './conflict.ts';
import { type Context, type SessionContext, sessionContext } from './context.ts';
import { removeEntries } from './entry.ts';
import { createExclusive, type Exclusive, type Fetched } from './persist.ts';
import { createSaver, type Saver } from './save.ts';
import { createWatcher, type Watcher } from './watch.ts';

/** The session that is open, with everything that works on it. */
export interface OpenSession<Content> {
  readonly own: SessionContext<Content>;
  readonly backup: Backup;
  readonly base: BaseKeeper<Content>;
  readonly exclusive: Exclusive;
  readonly saver: Saver;
  readonly watcher: Watcher;
  /** Loaded when it is first asked for: most pages never meet a conflict. */
  resolver(): Promise<Resolver>;
}

/** Owns the one open session: opens, replaces and closes it. */
export interface SessionOwner<Content> {
  readonly open: OpenSession<Content> | null;
  /** A session of its own, or work on what the server has as `base`; `dirty` when it holds work already. */
  openNew(work: Work<Content>, dirty: boolean, base?: SessionMetadata): Promise<void>;
  /** A session as the server has it: shown at once, the journal takes it in behind. */
  openFetched(fetched: Fetched<Content>, isFromDevice?: boolean): Promise<void>;
  /** A recovered session, whose buffer this tab holds already. */
  openRecovered(session: SessionState<Content>, how: RecoveredFrom['how']): Promise<void>;
  /** Unsaved work stays in its buffer, unless it is to be deleted. */
  close(options?: { deleteUnsaved: boolean }): Promise<void>;
}

export function createSessionOwner<Content>(context: Context<Content>): SessionOwner<Content> {
  const { clock, connectivity, entries, journal, model, ownerId, resume, store, tabs } = context;
  let open: OpenSession<Content> | null = null;
  let closing: Promise<void> | null = null;

  function newBuffer(): SessionState<Content>['buffer'] {
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

  function show(session: SessionState<Content>): OpenSession<Content> {
    const own = sessionContext(context, session.identity);
    const backup = createBackup(own);
    const base = createBaseKeeper(own, backup, () => watcher.start());
    const exclusive = createExclusive(own);
    const saver = createSaver({ own, backup, base }, exclusive);
    const watcher = createWatcher({ own, backup, base }, exclusive);
    let made: Resolver | null = null;
    const resolver = async () => {
      const [{ createResolver }, merging] = await Promise.all([
        import('./conflict.ts'),
        context.model.merging(),
      ]);
      made ??= createResolver({ own, backup, base }, saver, exclusive, merging);
      return made;
    };
    open = { own, backup, base, exclusive, saver, watcher, resolver };
    const access = connectivity.online ? 'open' : 'offline';
    store.dispatch({ type: 'opened', session: { ...session, access } });
    return open;
  }

  /** Takes the buffer, closes what was open, and shows this instead. */
  async function replaceWith(session: SessionState<Content>): Promise<OpenSession<Content>> {
    await tabs.hold(session.buffer.bufferId);
    await close();
    return show(session);
  }

  async function openNew(
    work: Work<Content>,
    dirty: boolean,
    metadata: SessionMetadata | null = null,
  ): Promise<void> {
    const base = metadata && { metadata, work: null, rootHash: null };
    const session = sessionState(newBuffer(), work, { isTouched: dirty, base });
    const { backup, watcher } = await replaceWith(session);
    if (dirty) backup.touch();
    watcher.start(true);
  }

  async function openFetched(
    { metadata, contentText, work }: Fetched<Content>,
    isFromDevice = false,
  ): Promise<void> {
    const base = { metadata, work, rootHash: null };
    const session = sessionState(newBuffer(), work, { base, generation: 1, isFromDevice });
    const opened = await replaceWith(session);
    void opened.base.takeIn(contentText);
    opened.watcher.start(true);
  }

  async function openRecovered(
    session: SessionState<Content>,
    how: RecoveredFrom['how'],
  ): Promise<void> {
    const { bufferId, lastModifiedMs, savePromised } = session.buffer;
    const baseVersion = session.base?.metadata.version ?? null;
    const recoveredFrom = { bufferId, lastModifiedMs, baseVersion, how };
    const { backup, saver, watcher } = await replaceWith({ ...session, recoveredFrom });
    backup.tidyEntry();
    // Also where the journal has all of it: it is not known yet whether the assets that it names are here.
    backup.touch();
    void backup.flush();
    watcher.start();
    if (savePromised) void saver.save();
  }

  /** Nothing is opened before what was open is closed. */
  async function close({ deleteUnsaved = false } = {}): Promise<void> {
    while (open !== null || closing !== null) {
      closing ??=
        open &&
        leave(open, deleteUnsaved).finally(() => {
          closing = null;
        });
      await closing;
    }
  }

  async function leave(leaving: OpenSession<Content>, deleteUnsaved: boolean): Promise<void> {
    const { own, backup, exclusive, watcher } = leaving;
    if (!deleteUnsaved) context.commitEditors?.();
    backup.writeEntryNow();
    if (!deleteUnsaved) {
      // What is being saved need not be offered as unsaved when its answer is about to come.
      const tooLong = new Promise<void>((resolve) => clock.after(SAVE_WAIT_MS, resolve));
      await Promise.race([exclusive.rest(), tooLong]);
      await backup.flush();
    }
    open = null;
    const { session } = own;
    store.dispatch({ type: 'closed', isPassing: true });
    backup.close();
    watcher.close();
    resume.now();
    if (session === null) return;
    const { bufferId } = session.buffer;
    const isUnsaved = session.isTouched && !isClean(session);
    if (deleteUnsaved || !isUnsaved) removeEntries(entries, bufferId);
    if (deleteUnsaved) await journal.remove(bufferId);
    // What a copy sent would make the session it was made from pass for unsaved.
    else if (!isUnsaved && session.attempts.length > 0) await journal.unpin(bufferId);
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

/** How long leaving a session waits for a save that is under way. */
const SAVE_WAIT_MS = 2_000;
