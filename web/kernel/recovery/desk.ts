import { entryKey } from '../backup/entry.ts';
import type { Theirs } from '../conflict/theirs.ts';
import { type Context, openSession } from '../context.ts';
import type { Metadata, SessionMetadata } from '../metadata.ts';
import { createOpenSession, type OpenSession } from '../open-session.ts';
import { partsOf } from '../parts.ts';
import type { BufferInfo } from '../ports/journal.ts';
import type { Problem } from '../problem.ts';
import type { RecoveredFrom } from '../state.ts';
import { setBase, workingCopy } from '../working-copy.ts';
import { type Assembled, assemble } from './assemble.ts';
import { removeEntries } from './buffer-entries.ts';

/** Where at most one session lies open: puts one down, takes it up, clears it away. */
export interface Desk<Content> {
  readonly open: OpenSession | null;
  /** A session of its own; `dirty` when it holds work already. */
  layNew(content: Content, metadata: Metadata, dirty: boolean): Promise<void>;
  /** A session as the server has it. */
  layLoaded(theirs: Theirs<Content>): Promise<void>;
  /** A buffer that no living tab holds; the problem if it cannot be had. */
  layRecovered(bufferId: string, how: RecoveredFrom['how']): Promise<Problem | null>;
  /** Puts an assembled buffer down that this tab holds already. */
  layAssembled(assembled: Assembled<Content>, how: RecoveredFrom['how']): void;
  /** Unsaved work stays in its buffer, unless it is to be deleted. */
  clear(options?: { deleteUnsaved: boolean }): Promise<void>;
}

export function createDesk<Content>(context: Context<Content>): Desk<Content> {
  const { clock, entries, journal, model, ownerId, store, tabs } = context;
  let open: OpenSession | null = null;
  let clearing: Promise<void> | null = null;

  function newInfo(base: SessionMetadata | null): BufferInfo {
    return {
      bufferId: clock.key(),
      ownerId,
      sessionId: base?.id ?? null,
      schemaVersion: model.schemaVersion,
      base,
      createKey: clock.key(),
      createdAtMs: clock.now(),
      lastModifiedMs: clock.now(),
    };
  }

  async function layNew(content: Content, metadata: Metadata, dirty: boolean): Promise<void> {
    const copy = workingCopy(newInfo(null));
    await tabs.hold(copy.info.bufferId);
    await clear();
    open = createOpenSession(context, copy, showTheirs);
    if (!dirty) {
      store.dispatch({ type: 'created', metadata, content });
      return;
    }
    const local = { kind: 'dirty' } as const;
    store.dispatch({ type: 'opened', metadata, content, ...NEVER_SAVED, local });
    open.backup.touch();
  }

  async function layLoaded({ metadata, content, contentText }: Theirs<Content>): Promise<void> {
    const copy = workingCopy(newInfo(metadata));
    await tabs.hold(copy.info.bufferId);
    await clear();
    const opened = createOpenSession(context, copy, showTheirs);
    open = opened;
    showLoaded(opened, metadata, content, contentText);
  }

  /** Shows it at once; the journal takes it in behind, before anything else is written. */
  function showLoaded(
    { copy, watcher }: OpenSession,
    persisted: SessionMetadata,
    content: Content,
    contentText: string,
  ): void {
    const { title, description } = persisted;
    const metadata = { title, description };
    const parts = partsOf(model, content, metadata);
    setBase(copy, persisted, parts);
    copy.generation += 1;
    const { generation } = copy;
    copy.head = null;
    copy.baseRootHash = null;
    copy.attempts = [];
    copy.ready = journal.load(copy.info, generation, contentText).then((loaded) => {
      if (!loaded.ok) return;
      const { rootHash } = loaded.value;
      copy.baseRootHash = rootHash;
      copy.head = { generation, rootHash, parts, contentText: null, atMs: clock.now() };
    });
    const local = { kind: 'clean' } as const;
    const recoveredFrom = null;
    store.dispatch({ type: 'opened', metadata, content, persisted, recoveredFrom, local });
    watcher.start();
  }

  /** Theirs takes the place of mine, in the same buffer. */
  async function showTheirs(theirs: Theirs<Content>): Promise<void> {
    if (open === null) return;
    entries.remove(entryKey(open.copy.info));
    showLoaded(open, theirs.metadata, theirs.content, theirs.contentText);
    await open.copy.ready;
  }

  async function layRecovered(
    bufferId: string,
    how: RecoveredFrom['how'],
  ): Promise<Problem | null> {
    if (!(await tabs.hold(bufferId))) return { kind: 'heldElsewhere' };
    const assembled = await assemble(context, bufferId);
    if (!assembled.ok) {
      tabs.release(bufferId, true);
      return assembled.problem;
    }
    await clear();
    layAssembled(assembled, how);
    return null;
  }

  function layAssembled(
    { copy, content, metadata }: Assembled<Content>,
    how: RecoveredFrom['how'],
  ): void {
    const { base, bufferId, lastModifiedMs } = copy.info;
    const opened = createOpenSession(context, copy, showTheirs);
    open = opened;
    store.dispatch({
      type: 'opened',
      metadata,
      content,
      persisted: base,
      recoveredFrom: { bufferId, lastModifiedMs, baseVersion: base?.version ?? null, how },
      local: { kind: 'dirty' },
    });
    opened.backup.report();
    if (copy.head === null) void opened.backup.flush();
    opened.watcher.start();
  }

  /** Nothing is laid down before what lay there is put away. */
  async function clear({ deleteUnsaved = false } = {}): Promise<void> {
    for (;;) {
      if (clearing === null && open === null) return;
      clearing ??=
        open &&
        putAway(open, deleteUnsaved).finally(() => {
          clearing = null;
        });
      await clearing;
    }
  }

  async function putAway(leaving: OpenSession, deleteUnsaved: boolean): Promise<void> {
    leaving.backup.writeEntryNow();
    if (!deleteUnsaved) {
      // What is being saved need not be offered as unsaved when its answer is about to come.
      const tooLong = new Promise<void>((resolve) => clock.after(SAVE_WAIT_MS, resolve));
      await Promise.race([leaving.turns.quiet(), tooLong]);
      await leaving.backup.flush();
    }
    open = null;
    const isUnsaved = (openSession(context)?.local.kind ?? 'clean') !== 'clean';
    leaving.stop();
    store.dispatch({ type: 'closed', isPassing: true });
    const { bufferId } = leaving.copy.info;
    if (deleteUnsaved || !isUnsaved) removeEntries(entries, bufferId);
    if (deleteUnsaved) await journal.remove(bufferId);
    // What a copy sent would make the session it was made from pass for unsaved.
    else if (!isUnsaved && leaving.copy.attempts.length > 0) await journal.unpin(bufferId);
    tabs.release(bufferId, true);
  }

  return {
    get open() {
      return open;
    },
    layNew,
    layLoaded,
    layRecovered,
    layAssembled,
    clear,
  };
}

/** How long leaving a session waits for a save that is under way. */
const SAVE_WAIT_MS = 2_000;

const NEVER_SAVED = { persisted: null, recoveredFrom: null } as const;
