import type { Backup } from '../backup/backup.ts';
import { type Context, openSession } from '../context.ts';
import type { Metadata, SessionMetadata } from '../metadata.ts';
import type { SaveResult, SnapshotResult } from '../persistence-service.ts';
import type { Outcome } from '../ports/api.ts';
import type { WorkingCopy } from '../working-copy.ts';
import { createSession } from './create-session.ts';
import { createSnapshot } from './create-snapshot.ts';
import type { Abandoned, PauseReason, Persistence } from './persist.ts';
import { problemOf } from './problems.ts';
import type { Turns } from './turns.ts';
import { updateSession } from './update-session.ts';

/** Sends what is open, one send at a time. */
export interface Saver {
  save(): Promise<SaveResult>;
  saveAs(metadata: Metadata): Promise<SaveResult>;
  /** Saves over `theirs`, which the person has chosen to replace. */
  saveOver(theirs: SessionMetadata): Promise<SaveResult>;
  makeSnapshot(metadata: Metadata): Promise<SnapshotResult>;
}

type Sent<T> = Outcome<T> | Abandoned;

export function createSaver<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
  turns: Turns,
): Saver {
  const { store, clock } = context;

  function send<T>(of: 'save' | 'snapshot', work: (how: Persistence) => Promise<T>) {
    return turns.take((turn) =>
      work({
        wanted: () => !copy.closed,
        asOwner: of === 'snapshot',
        onAttempt() {
          turn.resume();
          store.dispatch({ type: 'sendStarted', of, atMs: clock.now() });
        },
        onUnknown: () => store.dispatch({ type: 'outcomeUnknown', of }),
        onPause(reason) {
          showPause(reason);
          turn.pause(reason === 'offline' ? 'offline' : 'signedOut');
        },
      }),
    );
  }

  function showPause(reason: PauseReason): void {
    if (reason === 'offline') store.dispatch({ type: 'wentOffline' });
    else store.dispatch({ type: 'signedOut', otherUser: reason === 'otherUser' });
  }

  async function saveNow(persistence: Persistence): Promise<SaveResult> {
    const session = openSession(context);
    const { base } = copy.info;
    if (base === null) return create(persistence, copy.info.createKey);
    if (session?.remote.kind === 'conflict') return conflict(session.remote.theirs);
    if (session?.local.kind === 'clean') {
      store.dispatch({ type: 'sendEnded' });
      return { kind: 'saved', id: base.id, version: base.version };
    }
    return ended(await updateSession(context, copy, backup, base, persistence));
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
    if (outcome.kind !== 'ok') return ended(outcome);
    const { metadata: base, isCurrent } = outcome.value;
    // What an earlier attempt made may be older than what was to be saved now.
    if (!isCurrent && openSession(context)?.local.kind !== 'clean' && metadata === undefined)
      return ended(await updateSession(context, copy, backup, base, persistence));
    return { kind: 'saved', id: base.id, version: base.version };
  }

  function ended(outcome: Sent<SessionMetadata>): SaveResult {
    switch (outcome.kind) {
      case 'ok':
        return { kind: 'saved', id: outcome.value.id, version: outcome.value.version };
      case 'abandoned':
        return { kind: 'nothingOpen' };
      case 'conflict':
        return conflict(outcome.current);
      default: {
        const problem = problemOf(outcome);
        store.dispatch({ type: 'sendFailed', of: 'save', problem });
        if (outcome.kind === 'notFound' && copy.info.base) store.dispatch({ type: 'sessionGone' });
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
    saveAs: (metadata) => send('save', (how) => create(how, clock.key(), metadata)),
    saveOver: (theirs) => send('save', (how) => saveOver(theirs, how)),
    makeSnapshot: (metadata) =>
      send('snapshot', (how) => createSnapshot(context, copy, backup, metadata, how)),
  };
}
