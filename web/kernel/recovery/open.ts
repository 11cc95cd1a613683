import type { SessionMetadata, SnapshotMetadata } from '../ports/api.ts';
import type { BufferSummary } from '../ports/journal.ts';
import { deviceProblem, type Problem } from '../ports/problem.ts';
import type { Context } from '../session/context.ts';
import { removeEntries } from '../session/entry.ts';
import { fetchSession, fetchStored, keepCopy, type NotFetched } from '../session/persist.ts';
import type { PersistenceService } from '../session/persistence-service.ts';
import type { SessionOwner } from '../session/session.ts';
import type { KernelState, SessionState } from '../state/session-state.ts';
import type { Target } from '../state/view.ts';
import { draftsOf, metadataOf, sameMetadata, workOf } from '../state/work.ts';
import { assemble, offeredBuffers, readStored } from './buffers.ts';

/** Opens sessions and snapshots, and offers unsaved work before. */
export interface Opener
  extends Pick<PersistenceService<unknown>, 'recover' | 'openRest' | 'discard' | 'notNow'> {
  start(target: Target | null): Promise<void>;
  /** Offers unsaved work that matches the target; if there is none, opens the target from the server. */
  open(target: Target): Promise<void>;
  /** Tries again to load what could not be loaded. */
  reload(): Promise<void>;
  /** Cancels what is being opened, since something else is wanted now. */
  forget(): void;
}

/** Why a target could not be opened. */
type Failed = NotFetched<SessionMetadata | SnapshotMetadata>;

export function createOpener(context: Context, owner: SessionOwner): Opener {
  const { api, clock, store, tabs, journal, entries } = context;
  /** Incremented with every request. Results of older requests are ignored. */
  let request = 0;

  const replaceBy = (by: KernelState) => store.dispatch({ type: 'replaced', by });

  async function start(target: Target | null): Promise<void> {
    const mine = ++request;
    if (!(await resume(target, mine)) && mine === request) await open(target);
  }

  /** After a reload, continues with the unsaved work of the same tab. */
  async function resume(target: Target | null, mine: number): Promise<boolean> {
    const bufferId = await tabs.restore();
    if (bufferId === null) return false;
    const assembled = await assemble(context, bufferId);
    const wantedId = target?.kind === 'session' ? target.id : null;
    const isWanted =
      mine === request &&
      assembled.ok &&
      target?.kind !== 'snapshot' &&
      (assembled.session.base?.metadata.id ?? null) === wantedId &&
      isUnsaved(assembled.session);
    if (isWanted) await owner.openRecovered(assembled.session, 'resumed');
    else tabs.release(bufferId, true);
    return isWanted;
  }

  async function open(target: Target | null): Promise<void> {
    const mine = ++request;
    await owner.close();
    const isSnapshot = target?.kind === 'snapshot';
    const offered = isSnapshot ? [] : await offeredBuffers(context);
    if (mine !== request) return;
    const buffers =
      target === null ? offered : offered.filter(({ sessionId }) => sessionId === target.id);
    const saved: string[] = [];
    const compared = Promise.all(
      buffers.map(async (buffer) => {
        if ((await isSaved(buffer)) && mine === request && (await drop(buffer.bufferId)) === null)
          saved.push(buffer.bufferId);
      }),
    );
    const soon = new Promise<void>((resolve) => clock.after(COMPARE_MS, resolve));
    await Promise.race([compared, soon]);
    if (mine !== request) return;
    await offer(target, buffers, saved);
    void compared.then(() => withdraw(saved));
  }

  /** Offers what is left without `removed`. If that is nothing, opens the target. */
  async function offer(
    target: Target | null,
    offered: readonly BufferSummary[],
    removed: readonly string[],
  ): Promise<void> {
    const buffers = offered.filter(({ bufferId }) => !removed.includes(bufferId));
    if (buffers.length > 0) replaceBy({ kind: 'LocalRecovery', target, buffers });
    else await openTarget(target, ++request);
  }

  /** True if the server has exactly this work, because the same was saved elsewhere. */
  async function isSaved({ base, bufferId, generation }: BufferSummary): Promise<boolean> {
    if (base === null) return false;
    const asked = await api.getMetadata(base.id, base);
    if (asked.kind !== 'ok' || asked.value === base) return false;
    const prepared = await journal.prepare(bufferId, {});
    if (!prepared.ok || prepared.value.contentHash !== asked.value.contentHash) return false;
    const { session } = await assemble(context, bufferId);
    return (
      prepared.value.generation === generation &&
      session !== undefined &&
      !session.work.drafts &&
      sameMetadata(session.work.metadata, asked.value) &&
      // Another tab may have recovered it while the server was asked.
      !(await tabs.held()).has(bufferId)
    );
  }

  async function openTarget(target: Target | null, mine: number): Promise<void> {
    if (target === null) replaceBy({ kind: 'Empty' });
    else await load(target, mine);
  }

  async function load(target: Target, mine: number): Promise<void> {
    replaceBy({ kind: 'BackendLoading', target });
    const failed =
      target.kind === 'session'
        ? await loadSession(target.id, mine)
        : await loadSnapshot(target.id, mine);
    if (failed === null) return;
    const { problem, unread } = failed;
    replaceBy({ kind: 'Error', target, problem, unread });
  }

  /** Returns null, too, if something else is wanted by now. */
  async function loadSession(id: string, mine: number): Promise<Failed | null> {
    const fetched = await fetchSession(context, id);
    if (mine !== request) return null;
    if (fetched.ok) {
      await owner.openFetched(fetched);
      return null;
    }
    const stored = fetched.problem.kind === 'network' ? await readStored(context, id) : null;
    if (mine !== request) return null;
    if (stored === null) return fetched;
    await owner.openFetched(stored, true);
    return null;
  }

  async function loadSnapshot(id: string, mine: number): Promise<Failed | null> {
    const fetched = await fetchStored(context, () => api.getSnapshot(id));
    if (mine !== request) return null;
    if (!fetched.ok) return fetched;
    const { metadata, work } = fetched;
    replaceBy({ kind: 'Loaded', mode: 'snapshot', metadata, content: work.content });
    return null;
  }

  async function recover(bufferId: string): Promise<Problem | null> {
    const mine = ++request;
    if (!(await tabs.hold(bufferId))) return HELD_ELSEWHERE;
    const assembled = await assemble(context, bufferId);
    if (assembled.ok && mine === request) await owner.openRecovered(assembled.session, 'chosen');
    else tabs.release(bufferId, true);
    return assembled.ok ? null : assembled.problem;
  }

  /** Discarded work becomes a kept copy for 30 days. */
  async function discard(bufferIds: readonly string[]): Promise<ReadonlyMap<string, Problem>> {
    const kept = new Map<string, Problem>();
    const held = await tabs.held();
    for (const bufferId of bufferIds) {
      const problem = held.has(bufferId)
        ? HELD_ELSEWHERE
        : ((await keep(bufferId)) ?? (await drop(bufferId)));
      if (problem !== null) kept.set(bufferId, problem);
    }
    await withdraw(bufferIds);
    return kept;
  }

  async function drop(bufferId: string): Promise<Problem | null> {
    const removed = await journal.remove(bufferId);
    if (!removed.ok) return deviceProblem(removed);
    removeEntries(entries, bufferId);
    return null;
  }

  /** Work that this build cannot read, for example of a newer build, is kept as it is. Damaged work was set aside. */
  async function keep(bufferId: string): Promise<Problem | null> {
    const { session } = await assemble(context, bufferId);
    if (session) {
      const contentText = JSON.stringify(session.work.content);
      const base = session.base?.metadata ?? null;
      return keepCopy(context, 'mine', session.work, base, { contentText });
    }
    const opened = await journal.open(bufferId);
    if (!opened.ok) return null;
    const { info, parts } = opened.value;
    const work = { metadata: metadataOf(parts), drafts: draftsOf(parts) };
    return keepCopy(context, 'mine', work, info.base, { bufferId });
  }

  async function openRest(content: unknown): Promise<Problem | null> {
    const { state } = store;
    if (state.kind !== 'Error' || !state.unread) return null;
    const { metadata, contentText } = state.unread;
    if (!('etag' in metadata)) return null;
    const mine = ++request;
    const work = workOf(content, metadata);
    const problem = await keepCopy(context, 'theirs', work, metadata, { contentText });
    if (problem !== null || mine !== request) return problem;
    await owner.openNew(work, true, metadata);
    return null;
  }

  async function withdraw(bufferIds: readonly string[]): Promise<void> {
    const { state } = store;
    if (state.kind === 'LocalRecovery') await offer(state.target, state.buffers, bufferIds);
  }

  async function notNow(): Promise<void> {
    const { state } = store;
    if (state.kind === 'LocalRecovery') await openTarget(state.target, ++request);
  }

  async function reload(): Promise<void> {
    const { state } = store;
    if (state.kind === 'Error') await load(state.target, ++request);
  }

  function forget(): void {
    request += 1;
  }

  return { start, open, recover, discard, notNow, reload, openRest, forget };
}

/** Work is offered after this time, even if the server has not said whether it has the same. */
const COMPARE_MS = 400;

const HELD_ELSEWHERE: Problem = { kind: 'heldElsewhere' };

/** A send with an unknown outcome counts as unsaved. */
function isUnsaved({ head, base, attempts }: SessionState): boolean {
  return head === null || head.rootHash !== base?.rootHash || attempts.length > 0;
}
