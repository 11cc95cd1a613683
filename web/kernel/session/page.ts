import type { PageEvent } from '../ports/browser.ts';
import { isGone } from '../ports/problem.ts';
import type { Context, SessionContext } from './context.ts';
import type { OpenSession, SessionOwner } from './session.ts';

/** What the page's own life means for the work that is open. Runs inside the browser's events. */
export function createPageEvents<Content>(
  { commitEditors, resume, tabs }: Context<Content>,
  owner: SessionOwner<Content>,
): (event: PageEvent) => void {
  /** Let go of because the page went away; it may come back. */
  let letGo: OpenSession<Content> | null = null;

  return (event) => {
    const { open } = owner;
    const session = open?.own.session;
    switch (event) {
      case 'online':
        resume.now();
        if (session?.access === 'offline')
          open?.own.dispatch({ type: 'accessChanged', access: 'open' });
        open?.watcher.lookNow();
        break;
      case 'offline':
        if (session?.access === 'open')
          open?.own.dispatch({ type: 'accessChanged', access: 'offline' });
        break;
      case 'hidden':
      case 'freeze':
      case 'pagehide':
        if (open) commitEditors?.();
        open?.backup.writeEntryNow();
        void open?.backup.flush();
        open?.watcher.rest();
        // A page that holds locks is not kept for the back button.
        if (event === 'pagehide' && session) {
          tabs.release(session.buffer.bufferId, false);
          letGo = open;
        }
        break;
      case 'pageshow':
        if (open && open === letGo) takeUpAgain(open);
        letGo = null;
        open?.watcher.lookNow();
        break;
      case 'active':
        tabs.post({ type: 'active' });
        open?.watcher.active();
        break;
      case 'visible':
      case 'resume':
        open?.watcher.lookNow();
        break;
    }
  };
}

/** Nothing is written before it is known whose the buffer is; then what is shown is on disk again. */
function takeUpAgain<Content>({ own, backup }: OpenSession<Content>): void {
  const known = backup.holdFor(async () => {
    if (!(await isStillOurs(own))) await moveOut(own);
  });
  void known.then(() => backup.flush());
}

/** While the page was away another tab may have taken its buffer up, worked on it, or deleted it. */
async function isStillOurs<Content>(own: SessionContext<Content>): Promise<boolean> {
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

/** Goes on in a buffer of its own; what another tab left in the old one stays there. */
async function moveOut<Content>(own: SessionContext<Content>): Promise<void> {
  const [bufferId, createKey] = [own.clock.key(), own.clock.key()];
  own.dispatch({ type: 'bufferReplaced', bufferId, createKey });
  if (own.session !== null) await own.tabs.hold(bufferId);
}
