import { type Context, openSession } from './context.ts';
import type { PageEvent } from './ports/connectivity.ts';
import type { Desk } from './recovery/desk.ts';

/** What the page's own life means for the work that is open. Runs inside the browser's events. */
export function onPageEvent<Content>(
  context: Context<Content>,
  desk: Desk<Content>,
  event: PageEvent,
): void {
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
      if (event === 'pagehide' && open) context.tabs.release(open.copy.info.bufferId, false);
      break;
    case 'pageshow':
      if (open) void holdAgain(context, desk);
      open?.watcher.lookNow();
      break;
    case 'visible':
    case 'resume':
      open?.watcher.lookNow();
      break;
  }
}

/** While the page was away another tab may have taken its buffer up: then this one goes on in a new one. */
async function holdAgain<Content>(context: Context<Content>, desk: Desk<Content>): Promise<void> {
  const { clock, tabs } = context;
  const { open } = desk;
  if (open === null || (await tabs.hold(open.copy.info.bufferId))) return;
  const { copy, backup } = open;
  copy.info = { ...copy.info, bufferId: clock.key(), createKey: clock.key() };
  copy.head = null;
  copy.attempts = [];
  await tabs.hold(copy.info.bufferId);
  await backup.flush();
}
