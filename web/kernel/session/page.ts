import type { PageEvent } from '../ports/browser.ts';
import { isGone } from '../ports/problem.ts';
import type { Context, SessionContext } from './context.ts';
import type { OpenSession, SessionOwner } from './session.ts';

/** Reacts to the browser's page events: saves what it can before unload, and checks what happened meanwhile when the page comes back. */
export function createPageEvents<Content>(
  { commitEditors, resume, tabs }: Context<Content>,
  owner: SessionOwner<Content>,
): (event: PageEvent) => void {
  /** The session whose buffer was released at page unload. The page may come back from the back/forward cache. */
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
        // Browsers do not put a page that holds locks into the back/forward cache.
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

/** Takes the buffer again, or a new one if another tab has used it meanwhile; then backs up. Nothing is written before that is known. */
function takeUpAgain<Content>({ own, backup }: OpenSession<Content>): void {
  const known = backup.holdFor(async () => {
    if (!(await isStillOurs(own))) await moveOut(own);
  });
  void known.then(() => backup.flush());
}

/** While the page was away, another tab may have recovered its buffer, changed it or deleted it. */
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

/** Continues in a new buffer. The old one stays as the other tab left it. */
async function moveOut<Content>(own: SessionContext<Content>): Promise<void> {
  const [bufferId, createKey] = [own.clock.key(), own.clock.key()];
  own.dispatch({ type: 'bufferReplaced', bufferId, createKey });
  if (own.session !== null) await own.tabs.hold(bufferId);
}
