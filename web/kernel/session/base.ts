import type { BaseMove } from '../state/facts.ts';
import { infoOf, isOnDisk, type SessionState } from '../state/session-state.ts';
import { isClean, localOf } from '../state/view.ts';
import { contentParts, metadataOf, type Work } from '../state/work.ts';
import type { Backup } from './backup.ts';
import type { SessionContext } from './context.ts';
import { entryKey } from './entry.ts';

type Move<Content, How> = Extract<BaseMove<Content>, { readonly how: How }>;

/** The server's version that the work is based on, in the state and in the journal. */
export interface BaseKeeper<Content> {
  /** Moves it, at once in the state. Resolves when the journal has followed, or has failed to. */
  move(move: BaseMove<Content>): Promise<void>;
  /** The journal takes in what was loaded: head and base are the same. */
  takeIn(contentText: string): Promise<void>;
}

export function createBaseKeeper<Content>(
  own: SessionContext<Content>,
  backup: Backup,
  onMoved: () => void,
): BaseKeeper<Content> {
  const { clock, entries, journal } = own;

  async function move(move: BaseMove<Content>): Promise<void> {
    const before = own.session;
    own.dispatch({ type: 'baseMoved', move });
    const moved = own.session;
    if (before === null || moved === null) return;
    const oldKey = entryKey(infoOf(before));
    const mayForget = await follow(moved, move, oldKey);
    const { session } = own;
    if (session === null) return;
    backup.tidyEntry();
    if (localOf(session).kind === 'dirty') backup.touch();
    if (mayForget && oldKey !== entryKey(infoOf(session))) entries.remove(oldKey);
    onMoved();
    if (move.how === 'saved') own.tabs.post({ type: 'head', metadata: move.to });
    if (move.how === 'saved' || move.how === 'found') own.onServerChange?.('sessions');
  }

  /** Whether the entry under the old key is not needed any more. */
  async function follow(
    moved: SessionState<Content>,
    move: BaseMove<Content>,
    oldKey: string,
  ): Promise<boolean> {
    switch (move.how) {
      case 'saved':
        await followSaved(moved, move);
        return true;
      case 'fastForward':
        // The head first: a title here that the base does not have is harmless, the reverse would undo theirs.
        await backup.flush();
        await rebase(null);
        return true;
      case 'merged':
        await rebase(move.contentText);
        return true;
      case 'reloaded':
        entries.remove(oldKey);
        await takeIn(move.contentText);
        return true;
      case 'found':
        return backup.flush();
      case 'gone': {
        const isWritten = await backup.flush();
        if (isWritten) await journal.unpin(moved.buffer.bufferId);
        return isWritten;
      }
      case 'back':
        await writeWhole();
        return isOnDisk(own.session ?? moved);
    }
  }

  /** Exactly what the attempt sent is marked as saved: what was edited since stays unsaved and backed up. */
  async function followSaved(
    moved: SessionState<Content>,
    { to, attempt }: Move<Content, 'saved'>,
  ): Promise<void> {
    if (attempt.packed) return writeWhole();
    const settled = await journal.settle(infoOf(moved), attempt.sent.generation);
    if (!settled.ok) return own.dispatch({ type: 'headLost' });
    const { baseRootHash: rootHash, headRootHash } = settled.value;
    // At once: after the next commit it would not be the head's hash any more.
    own.dispatch({ type: 'baseStored', of: to, rootHash, headRootHash });
    if (attempt.work !== null) return;
    const work = await readBase(moved);
    own.dispatch({ type: 'baseStored', of: to, rootHash, work });
  }

  /** The base of a send from before this page was loaded is known to the journal alone. */
  async function readBase({ buffer }: SessionState<Content>): Promise<Work<Content> | null> {
    const opened = await journal.open(buffer.bufferId);
    if (!opened.ok || opened.value.baseParts === null) return null;
    const { baseParts } = opened.value;
    const content = own.model.join(contentParts(baseParts));
    return { content, metadata: metadataOf(baseParts) };
  }

  /**
   * The journal does not have what was sent: it gets head and base anew. Where it still cannot write,
   * what it has is dropped only if nothing of it is newer than what was saved.
   */
  async function writeWhole(): Promise<void> {
    const isWritten = await backup.flush();
    const { session } = own;
    if (session === null) return;
    const { bufferId } = session.buffer;
    if (isWritten) {
      await journal.unpin(bufferId);
      await rebase(null);
    } else if (isClean(session)) await journal.remove(bufferId);
  }

  /** Only the base of the journal becomes what the state says; `contentText` null keeps its content. */
  async function rebase(contentText: string | null): Promise<void> {
    const { session } = own;
    if (session === null) return;
    const rebased = await journal.rebase(infoOf(session), contentText);
    const of = session.base?.metadata ?? null;
    if (!rebased.ok) {
      own.dispatch({ type: 'baseStored', of, rootHash: null });
      own.dispatch({ type: 'headLost' });
      return backup.touch();
    }
    own.dispatch({ type: 'baseStored', of, rootHash: rebased.value.baseRootHash });
  }

  async function takeIn(contentText: string): Promise<void> {
    const { session } = own;
    if (!session?.base) return;
    const { generation } = session;
    const of = session.base.metadata;
    const loading = journal.load(infoOf(session), generation, contentText);
    const stored = loading.then((loaded) => {
      if (!loaded.ok) return;
      const { rootHash } = loaded.value;
      own.dispatch({ type: 'loadStored', of, generation, rootHash, atMs: clock.now() });
    });
    await backup.holdFor(() => stored);
  }

  return { move, takeIn };
}
