import type { Backup } from '../backup/backup.ts';
import { type Context, openSession } from '../context.ts';
import type { Metadata, SessionMetadata } from '../metadata.ts';
import type { SaveResult, SnapshotResult } from '../persistence-service.ts';
import type { Outcome } from '../ports/api.ts';
import type { Problem } from '../problem.ts';
import { detach } from '../watch/detach.ts';
import type { WorkingCopy } from '../working-copy.ts';
import { createSession } from './create-session.ts';
import { createSnapshot } from './create-snapshot.ts';
import type { Abandoned, OtherUser, PauseReason, Persistence } from './persist.ts';
import { problemOf } from './problems.ts';
import { createRepeatableKey } from './repeatable-key.ts';
import { showFailure } from './show-failure.ts';
import type { Paused, Turn, Turns } from './turns.ts';
import { updateSession } from './update-session.ts';

/** Sends what is open, one send at a time. */
export interface Saver {
  save(): Promise<SaveResult>;
  saveAs(metadata: Metadata): Promise<SaveResult>;
  /** Saves over `theirs`, which the person has chosen to replace. */
  saveOver(theirs: SessionMetadata): Promise<SaveResult>;
  makeSnapshot(metadata: Metadata): Promise<SnapshotResult>;
}

type Sent<T> = Outcome<T> | OtherUser | Abandoned;

export function createSaver<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  turns: Turns,
): Saver {
  const { api, clock, connectivity, store } = context;

  const copyKey = createRepeatableKey(clock);
  const snapshotKey = createRepeatableKey(clock);

  function send<T>(of: 'save' | 'copy' | 'snapshot', work: (how: Persistence) => Promise<T>) {
    const shownAs = of === 'copy' ? 'save' : of;
    return turns.take((turn) =>
      work({
        wanted: () => !copy.closed,
        asOwner: of === 'snapshot',
        onAttempt() {
          turn.resume();
          store.dispatch({ type: 'sendStarted', of: shownAs, atMs: clock.now() });
        },
        onUnknown: () => store.dispatch({ type: 'outcomeUnknown', of: shownAs }),
        // A copy or a snapshot that came about by itself later would surprise the person who gave it up.
        onPause: of === 'save' ? (reason) => pause(turn, reason) : null,
      }),
    );
  }

  function pause(turn: Turn, reason: PauseReason): void {
    if (reason === 'offline') store.dispatch({ type: 'wentOffline' });
    else store.dispatch({ type: 'signedOut', otherUser: reason === 'otherUser', waiting: true });
    turn.pause(reason === 'offline' ? 'offline' : 'signedOut');
  }

  async function saveNow(persistence: Persistence): Promise<SaveResult> {
    const session = openSession(context);
    const { base } = copy.info;
    if (base === null) return create(persistence, copy.info.createKey);
    if (session?.remote.kind === 'conflict') return conflict(session.remote.theirs);
    if (session?.local.kind === 'clean' && (await stillHolds(base))) {
      store.dispatch({ type: 'sendEnded' });
      return { kind: 'saved', id: base.id, version: base.version };
    }
    return ended(await updateSession(context, copy, backup, base, persistence));
  }

  /** Nothing is unsaved here; there it may have been deleted or changed. No answer changes nothing. */
  async function stillHolds({ id, etag }: SessionMetadata): Promise<boolean> {
    if (!connectivity.online) return true;
    const read = await api.getMetadata(id, etag);
    if (read.kind === 'ok') return read.value === 'unchanged' || read.value.etag === etag;
    return read.kind !== 'notFound' && read.kind !== 'signedOut';
  }

  /** Only while it is still this conflict that is to be ended. */
  async function saveOver(theirs: SessionMetadata, how: Persistence): Promise<SaveResult> {
    const remote = openSession(context)?.remote;
    if (remote?.kind !== 'conflict') return { kind: 'nothingOpen' };
    if (remote.theirs.etag !== theirs.etag) return conflict(remote.theirs);
    return ended(await updateSession(context, copy, backup, theirs, how));
  }

  async function create(
    persistence: Persistence,
    key: string,
    metadata?: Metadata,
  ): Promise<SaveResult> {
    const options = { key, ...(metadata && { metadata }) };
    const outcome = await createSession(context, copy, backup, options, persistence);
    if (outcome.kind !== 'ok') return ended(outcome, metadata === undefined ? 'save' : 'copy');
    const { metadata: base, isCurrent } = outcome.value;
    // What an earlier attempt made may be older than what was to be saved now.
    if (!isCurrent && openSession(context)?.local.kind !== 'clean' && metadata === undefined)
      return ended(await updateSession(context, copy, backup, base, persistence));
    if (metadata !== undefined) copyKey.made();
    return { kind: 'saved', id: base.id, version: base.version };
  }

  async function ended(
    outcome: Sent<SessionMetadata>,
    of: 'save' | 'copy' = 'save',
  ): Promise<SaveResult> {
    switch (outcome.kind) {
      case 'ok':
        return { kind: 'saved', id: outcome.value.id, version: outcome.value.version };
      case 'abandoned':
        return { kind: 'nothingOpen' };
      case 'conflict':
        return conflict(outcome.current);
      default: {
        const problem = problemOf(outcome);
        showFailure(context, of, problem);
        if (outcome.kind === 'notFound' && of === 'save' && copy.info.base)
          await detach(context, copy, backup);
        return { kind: 'failed', problem };
      }
    }
  }

  function conflict(theirs: SessionMetadata): SaveResult {
    store.dispatch({ type: 'sendEnded' });
    store.dispatch({ type: 'conflictFound', theirs, insist: true });
    return { kind: 'conflict' };
  }

  return {
    save: () => send('save', saveNow),
    saveAs: async (metadata) =>
      atOnce(await send('copy', (how) => create(how, copyKey.of(titles(metadata)), metadata))),
    saveOver: (theirs) => send('save', (how) => saveOver(theirs, how)),
    makeSnapshot: async (metadata) =>
      atOnce(
        await send('snapshot', (how) =>
          createSnapshot(context, copy, backup, metadata, snapshotKey, how),
        ),
      ),
  };
}

/** A save that waits holds up what must not wait: then it is not made. */
function atOnce<T extends { kind: string }>(result: T | Paused) {
  if (!isPaused(result)) return result;
  const problem: Problem =
    result.reason === 'offline'
      ? { kind: 'network', message: 'You are offline' }
      : { kind: 'signedOut' };
  return { kind: 'failed', problem } as const;
}

function isPaused(result: { kind: string }): result is Paused {
  return result.kind === 'paused';
}

/** Asked for again under the same title, it is the same copy. */
function titles({ title, description }: Metadata): string {
  return JSON.stringify([title, description ?? '']);
}
