import type { Failure, Metadata, SessionMetadata } from '../ports/api.ts';
import type { Clock } from '../ports/browser.ts';
import { type Problem, problemOf } from '../ports/problem.ts';
import type { Running } from '../state/session-state.ts';
import { isClean } from '../state/view.ts';
import { prepareShown } from './attempts.ts';
import type { Persistence, Wait } from './persist.ts';
import type { Paused, SaveResult, SnapshotResult } from './persistence-service.ts';
import { createSession, type Sending, updateSession } from './send.ts';
import { withAssets } from './with-assets.ts';

/** Saves, saves as, and makes snapshots; one at a time. */
export interface Saver {
  save(): Promise<SaveResult>;
  saveAs(metadata: Metadata): Promise<SaveResult>;
  /** Saves over `theirs`, as the person has chosen. */
  saveOver(theirs: SessionMetadata): Promise<SaveResult>;
  makeSnapshot(metadata: Metadata, expiresAt: string | null): Promise<SnapshotResult>;
}

export function createSaver(sending: Sending): Saver {
  const { own, backup, base, exclusive } = sending;
  const { api, clock, connectivity } = own;

  const copyKey = createRepeatableKey(clock);
  const snapshotKey = createRepeatableKey(clock);

  function send<T>(what: Running['what'], work: (how: Persistence) => Promise<T>) {
    const { count } = own.stop;
    const isStopped = () => own.stop.count !== count;
    return exclusive.run(what, (wait) => {
      const isWanted = () => own.session !== null && !isStopped();
      const show = (phase: Running['phase']) => {
        if (isWanted()) own.dispatch({ type: 'runChanged', phase });
      };
      /** The wait is also recorded in the buffer, so that the save resumes after a restart. */
      const waitAsPromised: Wait = (reason) => {
        promise(true);
        wait(reason);
      };
      const how: Persistence = {
        isWanted,
        asOwner: what === 'snapshot',
        onAttempt: () => show(SENDING),
        onSent(ratio) {
          if (isWanted()) showSent(ratio);
          return !isStopped();
        },
        onUnknown: () => show({ kind: 'unknown' }),
        // A copy or a snapshot must not be made later by itself: the person has been told that it failed.
        onWait: what === 'save' ? waitAsPromised : null,
      };

      return untilStopped(count, () => work(how)).finally(() => {
        // Nothing waits any more. If the session was closed before, the save stays promised.
        if (what === 'save') promise(false);
      });
    });
  }

  /**
   * Does not wait for requests under way: what has landed is found out later, as after a lost response. Only what is
   * known to have landed, and is being stored, is finished.
   */
  async function untilStopped<T>(stops: number, work: () => Promise<T>) {
    if (own.stop.count !== stops) return STOPPED;
    const before = own.session?.base?.metadata;
    const done = work();
    const stopped = async () => {
      await own.stop.after(stops);
      const { attempts, base, running } = own.session ?? {};
      const hasLanded = base?.metadata !== before && attempts?.length === 0 && !base?.rootHash;
      return hasLanded && running?.phase.kind !== 'waiting' ? done : STOPPED;
    };
    const result = await Promise.race([done, stopped()]);
    return own.stop.count !== stops && result === NOTHING_OPEN ? STOPPED : result;
  }

  function promise(isPromised: boolean): void {
    if (own.session === null || !own.session.buffer.savePromised === !isPromised) return;
    own.dispatch({ type: 'savePromised', isPromised });
    backup.touch();
  }

  function showSent(ratio: number): void {
    const phase = own.session?.running?.phase;
    if (phase?.kind !== 'sending') return;
    const sentPercent = Math.floor(ratio * 100);
    if (sentPercent !== phase.sentPercent)
      own.dispatch({ type: 'runChanged', phase: { ...phase, sentPercent } });
  }

  async function saveNow(how: Persistence): Promise<SaveResult> {
    const { session } = own;
    if (session === null) return NOTHING_OPEN;
    if (session.base === null) return create(how, session.buffer.createKey);
    if (session.conflict !== null) return conflict(session.conflict.theirs);
    const { metadata } = session.base;
    if (isClean(session) && (await stillHolds(metadata))) {
      if (connectivity.online) own.dispatch({ type: 'sent' });
      return saved(metadata);
    }
    return update(metadata, how);
  }

  /** True unless the server says that the session was changed or deleted. For a save without unsaved changes. */
  async function stillHolds(known: SessionMetadata): Promise<boolean> {
    if (!connectivity.online) return true;
    const read = await api.getMetadata(known.id, known);
    if (read.kind === 'ok') return read.value.etag === known.etag;
    return read.kind !== 'notFound' && read.kind !== 'signedOut';
  }

  async function update(onto: SessionMetadata, how: Persistence): Promise<SaveResult> {
    const outcome = await updateSession(sending, onto, how);
    return outcome.kind === 'ok' ? saved(outcome.value) : ended(outcome, 'save');
  }

  async function create(how: Persistence, key: string, metadata?: Metadata): Promise<SaveResult> {
    const options = { key, ...(metadata && { metadata }) };
    const outcome = await createSession(sending, options, how);
    if (outcome.kind !== 'ok') return ended(outcome, metadata === undefined ? 'save' : 'copy');
    const { metadata: made, isCurrent } = outcome.value;
    if (metadata !== undefined) copyKey.made();
    // An earlier attempt had created the session, maybe with older work than what is to be saved now.
    else if (!isCurrent && own.session !== null && !isClean(own.session)) return update(made, how);
    return saved(made);
  }

  async function ended(outcome: Failure, of: 'save' | 'copy'): Promise<SaveResult> {
    if (outcome.kind === 'abandoned') return NOTHING_OPEN;
    if (outcome.kind === 'conflict') return conflict(outcome.current);
    const problem = problemOf(outcome);
    showFailure(of, problem);
    // What it was, or what its key had made, is not there any more: the next one makes another.
    if (outcome.kind === 'notFound' && of === 'save')
      await base.move({ how: 'gone', createKey: clock.key() });
    else if (outcome.kind === 'notFound') copyKey.made();
    return { kind: 'failed', problem };
  }

  /** A failed Save As does not affect the open session, except for what it says about the sign-in. */
  function showFailure(of: 'save' | 'copy' | 'snapshot', problem: Problem): void {
    const isAccess = problem.kind === 'signedOut' || problem.kind === 'otherUser';
    if (of !== 'copy') own.dispatch({ type: 'sendFailed', of, problem });
    else if (isAccess) own.dispatch({ type: 'accessChanged', access: problem.kind });
  }

  function conflict(theirs: SessionMetadata): SaveResult {
    own.dispatch({ type: 'sent' });
    own.dispatch({ type: 'conflictFound', theirs, insist: true });
    return { kind: 'conflict' };
  }

  /** Repeats the same body with the same key until the snapshot is known to exist, also when the person asks again. */
  async function snapshotNow(
    how: Persistence,
    metadata: Metadata,
    expiresAt: string | null,
  ): Promise<SnapshotResult> {
    how.onAttempt();
    const shown = await prepareShown(own, backup, { metadata, expiresAt });
    if (shown.kind !== 'ok') return noSnapshot(shown);
    const { attempt, body } = shown.value;
    const { contentHash, title, description } = attempt.sent;
    const key = snapshotKey.of([contentHash, title, description, expiresAt]);
    const outcome = await withAssets(own, how, () => api.createSnapshot(body, key, how.onSent));
    // Not found: what the key had made was deleted; the next one makes another.
    if (outcome.kind === 'ok' || outcome.kind === 'notFound') snapshotKey.made();
    if (outcome.kind !== 'ok') return noSnapshot(outcome);
    own.dispatch({ type: 'sent' });
    own.onServerChange?.('snapshots');
    return { kind: 'created', id: outcome.value.id };
  }

  function noSnapshot(outcome: Failure): SnapshotResult {
    if (outcome.kind === 'abandoned') return NOTHING_OPEN;
    const problem = problemOf(outcome);
    showFailure('snapshot', problem);
    return { kind: 'failed', problem };
  }

  return {
    save: () => send('save', saveNow),
    async saveAs(metadata) {
      const { title, description } = metadata;
      // If the person asks again with the same title, it is the same copy.
      const key = () => copyKey.of([title, description ?? '']);
      return atOnce(await send('copy', (how) => create(how, key(), metadata)));
    },
    saveOver: (theirs) =>
      send('save', async (how) => {
        const current = own.session?.conflict?.theirs;
        // Only if this conflict has not ended meanwhile.
        if (current === undefined) return NOTHING_OPEN;
        return current.etag === theirs.etag ? update(theirs, how) : conflict(current);
      }),
    makeSnapshot: async (metadata, expiresAt) =>
      atOnce(await send('snapshot', (how) => snapshotNow(how, metadata, expiresAt))),
  };
}

const NOTHING_OPEN = { kind: 'nothingOpen' } as const;
const STOPPED = { kind: 'stopped' } as const;
const SENDING = { kind: 'sending', sentPercent: null } as const;

function saved({ id, version }: SessionMetadata): SaveResult {
  return { kind: 'saved', id, version };
}

/** If a waiting save is in the way, a copy, a snapshot or a revert fails at once. */
export function atOnce<T extends { kind: string }>(result: T | Paused) {
  if (result.kind !== 'paused') return result as Exclude<T, { kind: 'paused' }>;
  const problem: Problem =
    (result as Paused).reason === 'offline'
      ? { kind: 'network', message: 'You are offline' }
      : { kind: 'signedOut' };
  return { kind: 'failed', problem } as const;
}

/** Creates an `Idempotency-Key` that stays the same when the person repeats a request without a response. */
function createRepeatableKey(clock: Clock) {
  let last: { readonly what: string; readonly key: string } | null = null;
  return {
    /** Returns the same key for the same parts until `made` is called, so that a repetition creates nothing twice. */
    of(parts: readonly unknown[]): string {
      const what = JSON.stringify(parts);
      if (last?.what !== what) last = { what, key: clock.key() };
      return last.key;
    },
    made() {
      last = null;
    },
  };
}
