import { backoffMs } from '../backoff.ts';
import type { Backup } from '../backup/backup.ts';
import { type Context, openSession } from '../context.ts';
import type { SessionMetadata } from '../metadata.ts';
import type { Outcome } from '../ports/api.ts';
import { ownAttempt } from '../save/attempts.ts';
import { isOtherUser } from '../save/persist.ts';
import { settle } from '../save/settle.ts';
import type { Turns } from '../save/turns.ts';
import type { WorkingCopy } from '../working-copy.ts';
import { detach } from './detach.ts';
import { judge } from './judge.ts';
import { takeOver } from './take-over.ts';

/** Sees what others do to the open session on the server. */
export interface Watcher {
  /** Starts, once there is a session on the server to watch. */
  start(): void;
  /** The page became visible or came back from an absence: looks at once. */
  lookNow(): void;
  /** The page is hidden: another tab may do the polling. */
  rest(): void;
  /** Where the session stands, as another tab has seen it. */
  heard(theirs: SessionMetadata): Promise<void>;
  close(): void;
}

export function createWatcher<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  turns: Turns,
): Watcher {
  const { api, clock, connectivity, store, tabs, timings } = context;
  let watchedId: string | null = null;
  let giveUpLead: (() => void) | null = null;
  let leading = false;
  let cancelTimer: (() => void) | null = null;
  let failures = 0;
  let polling = false;

  function start(): void {
    const { sessionId } = copy.info;
    if (copy.closed || sessionId === null) return;
    store.dispatch({ type: 'watchStarted' });
    if (watchedId === sessionId) return;
    rest();
    watchedId = sessionId;
    if (connectivity.visible) lookNow();
  }

  /** One visible tab per session polls for all; this one when the others let it. */
  function lookNow(): void {
    if (copy.closed || watchedId === null) return;
    giveUpLead ??= tabs.lead(`watch:${watchedId}`, () => {
      leading = true;
      schedule(timings.pollMs);
    });
    void poll();
  }

  function rest(): void {
    cancelTimer?.();
    giveUpLead?.();
    giveUpLead = null;
    leading = false;
  }

  function schedule(ms: number): void {
    cancelTimer?.();
    if (leading && !copy.closed) cancelTimer = clock.after(ms, () => void poll());
  }

  async function poll(): Promise<void> {
    const { base } = copy.info;
    if (polling || copy.closed || base === null) return;
    polling = true;
    const answered = copy.busy || !connectivity.online ? null : await ask(base);
    polling = false;
    if (copy.closed) return;
    failures = answered === false ? failures + 1 : 0;
    const limits = { baseMs: timings.pollMs * 2, maxMs: timings.pollMaxMs };
    schedule(failures === 0 ? timings.pollMs : backoffMs(failures, limits, clock.random()));
  }

  /** Whether the server answered. */
  async function ask(base: SessionMetadata): Promise<boolean> {
    store.dispatch({ type: 'pollStarted' });
    const outcome = await api.getMetadata(base.id, base.etag);
    const outdated = copy.closed || copy.busy || copy.info.base !== base;
    if (!outdated && outcome.kind === 'ok') {
      const head = outcome.value === 'unchanged' ? base : outcome.value;
      await consider(head);
      // Also when nothing is new: this tab asks for all, and another may have missed the last word.
      tabs.post({ type: 'head', metadata: head });
    }
    if (copy.closed) return true;
    if (!outdated) await showAccess(outcome.kind);
    const answered = outcome.kind === 'ok' || outcome.kind === 'notFound';
    store.dispatch({ type: 'pollEnded', answered: answered && !outdated });
    return answered;
  }

  async function showAccess(kind: Outcome<unknown>['kind']): Promise<void> {
    const cloud = openSession(context)?.cloud.kind;
    if (kind === 'ok' && cloud === 'signedOut') store.dispatch({ type: 'sendEnded' });
    if (kind === 'signedOut' && cloud === 'idle')
      store.dispatch({ type: 'signedOut', otherUser: false, waiting: false });
    if (kind !== 'notFound') return;
    // To anybody else the session looks as if it were not there.
    const otherUser = await isOtherUser(context);
    if (copy.closed || copy.busy) return;
    if (otherUser) store.dispatch({ type: 'signedOut', otherUser, waiting: false });
    else await turns.take(() => detach(context, copy, backup));
  }

  async function consider(theirs: SessionMetadata): Promise<void> {
    const session = openSession(context);
    const { base } = copy.info;
    if (session === null || base === null || theirs.id !== base.id || copy.busy) return;
    const verdict = judge(base, theirs, session.metadata, copy.seenVersion);
    if (verdict === 'old' || verdict === 'same') return;
    copy.seenVersion = theirs.version;
    const own = ownAttempt(copy, theirs);
    if (own !== null) await turns.take(() => settle(context, copy, backup, own, theirs));
    else if (verdict === 'takeOver')
      await turns.take(() => takeOver(context, copy, backup, theirs));
    else store.dispatch({ type: 'conflictFound', theirs, insist: false });
  }

  return {
    start,
    lookNow,
    rest,
    heard: consider,
    close() {
      rest();
      watchedId = null;
    },
  };
}
