import type { Outcome, SessionMetadata } from '../ports/api.ts';
import type { BaseMove } from '../state/facts.ts';
import type { Attempt, SessionState } from '../state/session-state.ts';
import { classify } from '../state/view.ts';
import { sameMetadata } from '../state/work.ts';
import { isWhatWasSent, ownAttempt } from './attempts.ts';
import { backoffMs } from './context.ts';
import { type Exclusive, isOtherUser } from './persist.ts';
import type { Sending } from './send.ts';

/** Sees what others do to the open session on the server. */
export interface Watcher {
  /** Starts, once there is a session on the server to watch. `isFresh`: it has just been read, so nothing is asked yet. */
  start(isFresh?: boolean): void;
  /** The page became visible or came back from an absence: looks at once. */
  lookNow(): void;
  /** Somebody is there: looks at once where it had got seldom. */
  active(): void;
  /** The page is hidden: another tab may do the polling. */
  rest(): void;
  /** Where the session stands, as another tab has seen it. */
  heard(theirs: SessionMetadata): Promise<void>;
  close(): void;
}

export function createWatcher<Content>(
  { own, backup, base }: Sending<Content>,
  exclusive: Exclusive,
): Watcher {
  const { api, clock, connectivity, tabs, timings } = own;
  let watchedId: string | null = null;
  let giveUpLead: (() => void) | null = null;
  let leading = false;
  let cancelTimer: (() => void) | null = null;
  let failures = 0;
  let activeMs = clock.now();

  const move = (to: BaseMove<Content>) => exclusive.run('move', () => base.move(to));

  function start(isFresh = false): void {
    const id = own.session?.base?.metadata.id;
    if (id === undefined || watchedId === id) return;
    rest();
    watchedId = id;
    if (!connectivity.visible) return;
    lead();
    if (!isFresh) void poll();
  }

  function lookNow(): void {
    if (watchedId === null) return;
    activeMs = clock.now();
    lead();
    void poll();
  }

  /** One visible tab per session polls for all; this one when the others let it. */
  function lead(): void {
    giveUpLead ??= tabs.lead(`watch:${watchedId}`, () => {
      leading = true;
      schedule(timings.pollMs);
    });
  }

  function active(): void {
    const wasIdle = pollMs() > timings.pollMs;
    activeMs = clock.now();
    if (wasIdle && connectivity.visible) lookNow();
  }

  /** A page where nobody has done anything for long asks seldom. */
  function pollMs(): number {
    const editedMs = own.session?.buffer.lastModifiedMs ?? 0;
    const idleMs = clock.now() - Math.max(activeMs, editedMs);
    if (idleMs >= timings.longIdleAfterMs) return timings.pollMaxMs;
    return idleMs >= timings.idleAfterMs ? timings.idlePollMs : timings.pollMs;
  }

  function rest(): void {
    cancelTimer?.();
    giveUpLead?.();
    giveUpLead = null;
    leading = false;
  }

  function schedule(ms: number): void {
    cancelTimer?.();
    if (leading) cancelTimer = clock.after(ms, () => void poll());
  }

  async function poll(): Promise<void> {
    const { session } = own;
    const asked = watched(session);
    if (session === null || asked === null || session.isPolling) return;
    if (isWaitingForSignIn(session)) await lookWhoIsSignedIn();
    // What is seen while a send or a move of the base runs means nothing.
    const isAnswered = session.running !== null || !connectivity.online ? null : await ask(asked);
    failures = isAnswered === false ? failures + 1 : 0;
    const limits = { baseMs: timings.pollMs, maxMs: timings.pollMaxMs };
    schedule(Math.max(backoffMs(failures, limits, clock.random()), pollMs()));
  }

  /** One refusal may have been the server's own mistake, or somebody has signed in elsewhere. */
  async function lookWhoIsSignedIn(): Promise<void> {
    const who = await api.whoAmI();
    if (who.kind === 'ok' && who.value === own.ownerId) own.resume.now();
  }

  /** Whether the server answered. */
  async function ask(asked: SessionMetadata): Promise<boolean> {
    own.dispatch({ type: 'pollStarted' });
    const outcome = await api.getMetadata(asked.id, asked.etag);
    // To anybody else the session looks as if it were not there.
    const otherUser = outcome.kind === 'notFound' && (await isOtherUser(own));
    const { session } = own;
    const isOutdated = session?.running !== null || watched(session) !== asked;
    if (!isOutdated && outcome.kind === 'ok') {
      const head = outcome.value === 'unchanged' ? asked : outcome.value;
      if (session.gone !== null) await comeBack(head);
      await consider(head);
      // Also when nothing is new: this tab asks for all, and another may have missed the last word.
      tabs.post({ type: 'head', metadata: head });
    }
    if (!isOutdated) await showAccess(otherUser ? 'otherUser' : outcome.kind);
    own.dispatch({ type: 'pollEnded', isAnswered: !isOutdated && outcome.kind === 'ok' });
    return outcome.kind === 'ok';
  }

  /** Restored, it is the same session again; but a save under way may have made a new one of it already. */
  async function comeBack(to: SessionMetadata): Promise<void> {
    if (own.session?.attempts.length === 0) await move({ how: 'back', to });
  }

  async function showAccess(kind: Outcome<unknown>['kind'] | 'otherUser'): Promise<void> {
    if (kind === 'ok') own.dispatch({ type: 'accessChanged', access: 'open' });
    else if (kind === 'signedOut' || kind === 'otherUser')
      own.dispatch({ type: 'accessChanged', access: kind });
    else if (kind === 'notFound' && own.session?.gone === null)
      await move({ how: 'gone', createKey: clock.key() });
  }

  async function consider(theirs: SessionMetadata): Promise<void> {
    const { session } = own;
    if (session?.base?.metadata.id !== theirs.id || session.running !== null) return;
    const meaning = classify(session, theirs);
    if (meaning === 'old' || meaning === 'same') return;
    own.dispatch({ type: 'versionSeen', version: theirs.version });
    const attempt = ownAttempt(own, theirs);
    if (attempt !== null) await move({ how: 'saved', to: theirs, attempt });
    else if (meaning === 'fastForward') await move({ how: 'fastForward', to: theirs });
    else await conflict(theirs, session);
  }

  /** Where the same was written here and there, nobody need be asked. */
  async function conflict(theirs: SessionMetadata, seen: SessionState<Content>): Promise<void> {
    const isKnown = seen.conflict?.theirs.version === theirs.version;
    const same = isKnown ? null : await sameAs(theirs);
    const { session } = own;
    if (session?.running !== null || session.base !== seen.base) return;
    if (same === null) own.dispatch({ type: 'conflictFound', theirs, insist: false });
    else await move({ how: 'saved', to: theirs, attempt: same });
  }

  async function sameAs(theirs: SessionMetadata): Promise<Attempt<Content> | null> {
    const isAlike = own.session !== null && sameMetadata(own.session.work.metadata, theirs);
    if (!isAlike || !(await backup.flush())) return null;
    const { head, buffer } = own.session ?? {};
    if (!head || !buffer) return null;
    const prepared = await own.journal.prepare(buffer.bufferId, {});
    if (!prepared.ok || prepared.value.generation !== head.generation) return null;
    const { generation, title, description, contentHash } = prepared.value;
    const sent = { generation, title, description, contentHash, createKey: null };
    const attempt = { sent, work: head.work, packed: false };
    return isWhatWasSent(attempt, theirs) ? attempt : null;
  }

  return {
    start,
    lookNow,
    active,
    rest,
    heard: (theirs) => (own.session?.gone?.metadata.id === theirs.id ? poll() : consider(theirs)),
    close() {
      rest();
      watchedId = null;
    },
  };
}

/** What the session is, or was, on the server. */
function watched(session: SessionState<unknown> | null): SessionMetadata | null {
  return (session?.base ?? session?.gone)?.metadata ?? null;
}

function isWaitingForSignIn({ running }: SessionState<unknown>): boolean {
  return running?.phase.kind === 'waiting' && running.phase.reason !== 'offline';
}
