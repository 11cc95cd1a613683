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
type Paused = Extract<SaveResult, { kind: 'paused' }>;

export function createSaver<Content>(
  context: Context<Content>,
  copy: WorkingCopy,
  backup: Backup,
): Saver {
  const { store, clock } = context;
  /** The send under way: its end, and whether it waits. */
  let current: { ended: Promise<unknown>; paused: Promise<Paused> | null } | null = null;

  /** Runs after what is being sent; a send that pauses answers so, and goes on by itself. */
  async function run<T>(
    of: 'save' | 'snapshot',
    send: (persistence: Persistence) => Promise<T>,
  ): Promise<T | Paused> {
    while (current !== null) {
      if (current.paused !== null) return current.paused;
      await current.ended;
    }
    const paused = Promise.withResolvers<Paused>();
    const ended = Promise.withResolvers<T>();
    const mine = { ended: ended.promise, paused: null as Promise<Paused> | null };
    current = mine;
    copy.sending = true;
    const sent = send({
      wanted: () => !copy.closed,
      asOwner: of === 'snapshot',
      onAttempt() {
        mine.paused = null;
        store.dispatch({ type: 'sendStarted', of, atMs: clock.now() });
      },
      onUnknown: () => store.dispatch({ type: 'outcomeUnknown', of }),
      onPause(reason) {
        mine.paused = paused.promise;
        showPause(reason);
        paused.resolve({ kind: 'paused', reason: reason === 'offline' ? 'offline' : 'signedOut' });
      },
    });
    ended.resolve(
      sent.finally(() => {
        current = null;
        copy.sending = false;
      }),
    );
    return Promise.race([ended.promise, paused.promise]);
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
    if (session?.local.kind === 'clean')
      return { kind: 'saved', id: base.id, version: base.version };
    return ended(await updateSession(context, copy, backup, base, persistence));
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
    save: () => run('save', saveNow),
    saveAs: (metadata) => run('save', (how) => create(how, clock.key(), metadata)),
    saveOver: (theirs) =>
      run('save', async (how) => ended(await updateSession(context, copy, backup, theirs, how))),
    makeSnapshot: (metadata) =>
      run('snapshot', (how) => createSnapshot(context, copy, backup, metadata, how)),
  };
}
