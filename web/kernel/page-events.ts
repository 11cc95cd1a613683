import { type Context, openSession } from './context.ts';
import type { OpenSession } from './open-session.ts';
import type { PageEvent } from './ports/connectivity.ts';
import type { JournalReason } from './ports/journal.ts';
import type { Desk } from './recovery/desk.ts';
import type { WorkingCopy } from './working-copy.ts';

/** What the page's own life means for the work that is open. Runs inside the browser's events. */
export function createPageEvents<Content>(
  context: Context<Content>,
  desk: Desk<Content>,
): (event: PageEvent) => void {
  /** Let go of because the page went away; it may come back. */
  let letGo: OpenSession | null = null;

  return (event) => {
    const { open } = desk;
    switch (event) {
      case 'online':
        context.wake.ring();
        if (open?.copy.busy === false && openSession(context)?.cloud.kind === 'offline')
          context.store.dispatch({ type: 'sendEnded' });
        open?.watcher.lookNow();
        break;
      case 'offline':
        if (openSession(context)?.cloud.kind === 'idle')
          context.store.dispatch({ type: 'wentOffline' });
        break;
      case 'hidden':
      case 'freeze':
      case 'pagehide':
        open?.backup.writeEntryNow();
        void open?.backup.flush();
        open?.watcher.rest();
        // A page that holds locks is not kept for the back button.
        if (event === 'pagehide' && open) {
          context.tabs.release(open.copy.info.bufferId, false);
          letGo = open;
        }
        break;
      case 'pageshow':
        if (open && open === letGo) takeUpAgain(context, open);
        letGo = null;
        open?.watcher.lookNow();
        break;
      case 'visible':
      case 'resume':
        open?.watcher.lookNow();
        break;
    }
  };
}

/** Nothing is written before it is known whose the buffer is; then what is shown is on disk again. */
function takeUpAgain<Content>(context: Context<Content>, { copy, backup }: OpenSession): void {
  copy.ready = copy.ready.then(async () => {
    if (!(await isStillOurs(context, copy))) await moveOut(context, copy);
  });
  void copy.ready.then(() => backup.flush());
}

/** While the page was away another tab may have taken its buffer up, worked on it, or deleted it. */
async function isStillOurs<Content>(
  { journal, tabs }: Context<Content>,
  copy: WorkingCopy,
): Promise<boolean> {
  const { bufferId } = copy.info;
  if (!(await tabs.hold(bufferId))) return false;
  const stored = await journal.open(bufferId);
  const isOurs = stored.ok
    ? stored.value.generation <= copy.generation
    : !GONE.includes(stored.reason);
  if (!isOurs) tabs.release(bufferId, true);
  return isOurs;
}

const GONE: readonly JournalReason[] = ['missing', 'damaged'];

/** Goes on in a buffer of its own; what another tab left in the old one stays there. */
async function moveOut<Content>(
  { clock, tabs }: Context<Content>,
  copy: WorkingCopy,
): Promise<void> {
  if (copy.closed) return;
  copy.info = { ...copy.info, bufferId: clock.key(), createKey: clock.key() };
  copy.head = null;
  copy.attempts = [];
  await tabs.hold(copy.info.bufferId);
}
