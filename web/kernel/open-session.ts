import { type Backup, createBackup } from './backup/backup.ts';
import { createResolver, type Resolver } from './conflict/resolver.ts';
import type { Theirs } from './conflict/theirs.ts';
import type { Context } from './context.ts';
import { createSaver, type Saver } from './save/saver.ts';
import { createTurns, type Turns } from './save/turns.ts';
import { createWatcher, type Watcher } from './watch/watcher.ts';
import type { WorkingCopy } from './working-copy.ts';

/** The session that is open, with everything that works on it. */
export interface OpenSession {
  readonly copy: WorkingCopy;
  readonly backup: Backup;
  readonly saver: Saver;
  readonly watcher: Watcher;
  readonly resolver: Resolver;
  readonly turns: Turns;
  /** Nothing of it is wanted any more: timers end, late answers are ignored. */
  stop(): void;
}

export function createOpenSession<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  showTheirs: (theirs: Theirs<Content>) => Promise<void>,
): OpenSession {
  const backup = createBackup(context, copy);
  const turns = createTurns(copy);
  const saver = createSaver(context, copy, backup, turns);
  const watcher = createWatcher(context, copy, backup, turns);
  return {
    copy,
    backup,
    saver,
    watcher,
    turns,
    resolver: createResolver(context, copy, backup, saver, turns, showTheirs),
    stop() {
      copy.closed = true;
      backup.close();
      watcher.close();
      context.wake.ring();
    },
  };
}
