import type { Outcome, SessionMetadata } from '../ports/api.ts';
import { type BaseMove, classify } from '../state/move-base.ts';
import type { Attempt, SessionState } from '../state/session-state.ts';
import { sameMetadata } from '../state/work.ts';
import { isWhatWasSent, ownAttempt } from './attempts.ts';
import { backoffMs } from './context.ts';
import { isOtherUser } from './persist.ts';
import type { Sending } from './send.ts';

/** Finds out what others do to the open session on the server, by polling. */
export interface Watcher {
  /** Starts once the session is on the server. `isFresh`: it was just fetched, so the first poll can wait. */
  start(isFresh?: boolean): void;
  /** Polls now, for example because the page became visible. */
  pollNow(): void;
  /** The person is active: polls now if it had slowed down. */
  active(): void;
  /** The page is hidden: lets another tab poll. */
  pause(): void;
  /** Takes what another tab has seen on the server. */
  onHead(theirs: SessionMetadata): Promise<void>;
  close(): void;
}

export function createWatcher({ own, backup, base, exclusive }: Sending): Watcher {
  const { api, clock, connectivity, tabs, timings } = own;
  let watchedId: string | null = null;
  let giveUpLead: (() => void) | null = null;
  let leading = false;
  let cancelTimer: (() => void) | null = null;
  let failures = 0;
  let activeMs = clock.now();

  const move = (to: BaseMove) => exclusive.run('move', () => base.move(to));

  function start(isFresh = false): void {
    const id = own.session?.base?.metadata.id;
    if (id === undefined || watchedId === id) return;
    pause();
    watchedId = id;
    if (!connectivity.visible) return;
    lead();
    if (!isFresh) void poll();
  }

  function pollNow(): void {
    if (watchedId === null) return;
    activeMs = clock.now();
    lead();
    void poll();
  }

  /** One visible tab of a session polls for all of them. */
  function lead(): void {
    giveUpLead ??= tabs.lead(`watch:${watchedId}`, () => {
      leading = true;
      schedule(timings.pollMs);
    });
  }

  function active(): void {
    const wasIdle = pollMs() > timings.pollMs;
    activeMs = clock.now();
    if (wasIdle && connectivity.visible) pollNow();
  }

  /** How long to wait between polls: longer if the person has not been active for a while. */
  function pollMs(): number {
    const editedMs = own.session?.buffer.lastModifiedMs ?? 0;
    const idleMs = clock.now() - Math.max(activeMs, editedMs);
    if (idleMs >= timings.longIdleAfterMs) return timings.pollMaxMs;
    return idleMs >= timings.idleAfterMs ? timings.idlePollMs : timings.pollMs;
  }

  function pause(): void {
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
    // During a send or a base move the result would be ambiguous.
    const isAnswered = session.running !== null || !connectivity.online ? null : await ask(asked);
    failures = isAnswered === false ? failures + 1 : 0;
    const limits = { baseMs: timings.pollMs, maxMs: timings.pollMaxMs };
    schedule(Math.max(backoffMs(failures, limits, clock.random()), pollMs()));
  }

  /** A single 401 may have been a mistake of the server, or the person has signed in elsewhere since. */
  async function lookWhoIsSignedIn(): Promise<void> {
    const who = await api.whoAmI();
    if (who.kind === 'ok' && who.value === own.ownerId) own.resume.now();
  }

  /** Polls. True if the server responded. */
  async function ask(asked: SessionMetadata): Promise<boolean> {
    own.dispatch({ type: 'pollStarted' });
    const outcome = await api.getMetadata(asked.id, asked);
    // For another user the server says that the session does not exist.
    const otherUser = outcome.kind === 'notFound' && (await isOtherUser(own));
    const { session } = own;
    const isOutdated = session?.running !== null || watched(session) !== asked;
    if (!isOutdated && outcome.kind === 'ok') {
      const head = outcome.value;
      if (session.gone !== null) await comeBack(head);
      await consider(head);
      // Even if nothing is new: another tab may have missed the last message.
      tabs.post({ type: 'head', metadata: head });
    }
    if (!isOutdated) await showAccess(otherUser ? 'otherUser' : outcome.kind);
    own.dispatch({ type: 'pollEnded', isAnswered: !isOutdated && outcome.kind === 'ok' });
    return outcome.kind === 'ok';
  }

  /** The deleted session was restored. Not if a pending save may already have created a new one. */
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

  /** Asks the person, unless both sides have the same content. */
  async function conflict(theirs: SessionMetadata, seen: SessionState): Promise<void> {
    const isKnown = seen.conflict?.theirs.version === theirs.version;
    const same = isKnown ? null : await sameAs(theirs);
    const { session } = own;
    if (session?.running !== null || session.base !== seen.base) return;
    if (same === null) own.dispatch({ type: 'conflictFound', theirs, insist: false });
    else await move({ how: 'saved', to: theirs, attempt: same });
  }

  async function sameAs(theirs: SessionMetadata): Promise<Attempt | null> {
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
    pollNow,
    active,
    pause,
    onHead: (theirs) => (own.session?.gone?.metadata.id === theirs.id ? poll() : consider(theirs)),
    close() {
      pause();
      watchedId = null;
    },
  };
}

/** The session on the server, also if it was deleted. */
function watched(session: SessionState | null): SessionMetadata | null {
  return (session?.base ?? session?.gone)?.metadata ?? null;
}

function isWaitingForSignIn({ access, running }: SessionState): boolean {
  return running?.phase.kind === 'waiting' && access !== 'offline';
}
