import type { BaseMove } from '../state/move-base.ts';
import { infoOf, isCommitted } from '../state/session-state.ts';
import { isClean } from '../state/view.ts';
import { type Work, workOfParts } from '../state/work.ts';
import type { Backup } from './backup.ts';
import type { SessionContext } from './context.ts';
import { entryKey } from './entry.ts';

/** The server's version that the work is based on, in the state and in the journal. */
export interface BaseKeeper {
  /** Changes the base in the state at once. Resolves when the journal has stored it, or has failed to. */
  move(move: BaseMove): Promise<void>;
  /** Stores in the journal what was loaded, as head and base. */
  storeLoaded(contentText: string): Promise<void>;
}

export function createBaseKeeper(
  own: SessionContext,
  backup: Backup,
  onMoved: () => void,
): BaseKeeper {
  const { clock, entries, journal } = own;

  async function move(move: BaseMove): Promise<void> {
    const before = own.session;
    if (before === null) return;
    const oldKey = entryKey(infoOf(before));
    own.dispatch({ type: 'baseMoved', move });
    await storeMove(move, before.buffer.bufferId);
    const { session } = own;
    if (session === null) return;
    backup.tidyEntry();
    if (!isCommitted(session)) {
      // The old entry may be the only place that has the uncommitted edits.
      if (!isClean(session)) backup.touch();
    } else if (oldKey !== entryKey(infoOf(session))) entries.remove(oldKey);
    onMoved();
    if (move.how === 'saved') own.tabs.post({ type: 'head', metadata: move.to });
    if (move.how === 'saved' || move.how === 'found') own.onServerChange?.('sessions');
  }

  async function storeMove(move: BaseMove, bufferId: string): Promise<unknown> {
    switch (move.how) {
      case 'saved':
        return storeSaved(move, bufferId);
      case 'fastForward':
        // The head first. A title in the head alone is harmless; in the base alone it would look as if it were changed back here.
        await backup.flush();
        return rebase(null);
      case 'merged':
        return rebase(move.contentText);
      case 'reloaded':
        return storeLoaded(move.contentText);
      case 'found':
        return backup.flush();
      case 'gone':
        await backup.flush();
        return journal.unpin(bufferId);
      case 'back':
        return writeWhole();
    }
  }

  /** Marks exactly what the attempt sent as saved. Later edits stay unsaved and backed up. */
  async function storeSaved(
    { to, attempt }: Extract<BaseMove, { readonly how: 'saved' }>,
    bufferId: string,
  ): Promise<void> {
    if (attempt.packed) return writeWhole();
    if (own.session === null) return;
    const confirmed = await journal.confirmSaved(infoOf(own.session), attempt.sent.generation);
    if (!confirmed.ok) return own.dispatch({ type: 'headLost' });
    const { baseRootHash: rootHash, headRootHash } = confirmed.value;
    // Before the next commit, after which the head has another hash.
    own.dispatch({ type: 'baseStored', of: to, rootHash, headRootHash });
    if (attempt.work !== null) return;
    const work = await readBase(bufferId);
    own.dispatch({ type: 'baseStored', of: to, rootHash, work });
  }

  /** If the request was sent before this page was loaded, only the journal knows what it contained. */
  async function readBase(bufferId: string): Promise<Work | null> {
    const opened = await journal.open(bufferId);
    const baseParts = opened.ok ? opened.value.baseParts : null;
    return baseParts && workOfParts(own.model, baseParts);
  }

  /**
   * For when the journal does not have what was sent: writes head and base again. If the journal still cannot
   * write, its outdated buffer is removed, unless there is unsaved work.
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

  /** Changes only the journal's base to that of the state. `contentText` null: its content stays. */
  async function rebase(contentText: string | null): Promise<void> {
    const { session } = own;
    if (!session?.base) return;
    const rebased = await journal.rebase(infoOf(session), contentText);
    const of = session.base.metadata;
    if (!rebased.ok) {
      own.dispatch({ type: 'baseStored', of, rootHash: null });
      own.dispatch({ type: 'headLost' });
      return backup.touch();
    }
    own.dispatch({ type: 'baseStored', of, rootHash: rebased.value.baseRootHash });
  }

  async function storeLoaded(contentText: string): Promise<void> {
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

  return { move, storeLoaded };
}
