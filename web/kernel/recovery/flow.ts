import type { Context } from '../context.ts';
import type { Outcome } from '../ports/api.ts';
import type { Problem } from '../problem.ts';
import { readContent } from '../read-content.ts';
import { deviceProblem, problemOf } from '../save/problems.ts';
import type { Target } from '../state.ts';
import { assemble } from './assemble.ts';
import { removeEntries } from './buffer-entries.ts';
import type { Desk } from './desk.ts';
import { offeredBuffers } from './offers.ts';

/** The specification's recovery flow: what is opened, and what is offered before. */
export interface Flow {
  start(target: Target | null): Promise<void>;
  /** Opens from the server, after offering what matches. */
  open(target: Target): Promise<void>;
  recover(bufferId: string): Promise<Problem | null>;
  discard(bufferIds: readonly string[]): Promise<ReadonlyMap<string, Problem>>;
  notNow(): Promise<void>;
  /** Loads again what could not be loaded. */
  reload(): Promise<void>;
  /** Something else is wanted now: what is still being opened is not. */
  forget(): void;
}

export function createFlow<Content>(context: Context<Content>, desk: Desk<Content>): Flow {
  const { store, tabs, journal, entries } = context;
  /** Rises with everything that is asked for: an answer to an older request is not wanted. */
  let request = 0;

  async function start(target: Target | null): Promise<void> {
    request += 1;
    if (!(await resume(target))) await open(target);
  }

  /** After a reload, the same tab goes on where it was. */
  async function resume(target: Target | null): Promise<boolean> {
    const bufferId = await tabs.restore();
    if (bufferId === null) return false;
    const assembled = await assemble(context, bufferId);
    const wantedId = target?.kind === 'session' ? target.id : null;
    const isWanted =
      assembled.ok &&
      target?.kind !== 'snapshot' &&
      assembled.copy.info.sessionId === wantedId &&
      isUnsaved(assembled.copy);
    if (isWanted) desk.layAssembled(assembled, 'resumed');
    else tabs.release(bufferId, true);
    return isWanted;
  }

  async function open(target: Target | null): Promise<void> {
    const mine = ++request;
    await desk.clear();
    if (target?.kind === 'snapshot') return load(target, mine);
    const offered = await offeredBuffers(context);
    if (mine !== request) return;
    const buffers =
      target === null ? offered : offered.filter(({ sessionId }) => sessionId === target.id);
    if (buffers.length > 0) store.dispatch({ type: 'offered', target, buffers });
    else await goOn(target, mine);
  }

  async function goOn(target: Target | null, mine: number): Promise<void> {
    if (target === null) store.dispatch({ type: 'closed' });
    else await load(target, mine);
  }

  async function load(target: Target, mine: number): Promise<void> {
    store.dispatch({ type: 'opening', target });
    const problem =
      target.kind === 'session'
        ? await loadSession(target.id, mine)
        : await loadSnapshot(target.id, mine);
    if (problem !== null && mine === request)
      store.dispatch({ type: 'openFailed', target, problem });
  }

  async function loadSession(id: string, mine: number): Promise<Problem | null> {
    const outcome = await ask(() => context.api.getSession(id));
    if (mine !== request) return null;
    if (outcome.kind !== 'ok') return problemOf(outcome);
    const { metadata, content: contentText } = outcome.value;
    const read = readContent(context.model, contentText);
    if (!read.ok) return read.problem;
    await desk.layLoaded({ metadata, contentText, content: read.content, parts: new Map() });
    return null;
  }

  async function loadSnapshot(id: string, mine: number): Promise<Problem | null> {
    const outcome = await ask(() => context.api.getSnapshot(id));
    if (mine !== request) return null;
    if (outcome.kind !== 'ok') return problemOf(outcome);
    const read = readContent(context.model, outcome.value.content);
    if (!read.ok) return read.problem;
    const { metadata } = outcome.value;
    store.dispatch({ type: 'snapshotOpened', metadata, content: read.content });
    return null;
  }

  /** A person waits in front of this: one try, and a button to try again. */
  async function ask<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return context.connectivity.online ? call() : { kind: 'unknown', message: 'You are offline' };
  }

  async function recover(bufferId: string): Promise<Problem | null> {
    request += 1;
    return desk.layRecovered(bufferId, 'chosen');
  }

  async function discard(bufferIds: readonly string[]): Promise<ReadonlyMap<string, Problem>> {
    const kept = new Map<string, Problem>();
    const held = await tabs.held();
    for (const bufferId of bufferIds) {
      const problem = held.has(bufferId) ? HELD_ELSEWHERE : await remove(bufferId);
      if (problem !== null) kept.set(bufferId, problem);
    }
    await goOnWithout(bufferIds);
    return kept;
  }

  async function remove(bufferId: string): Promise<Problem | null> {
    const removed = await journal.remove(bufferId);
    if (!removed.ok) return deviceProblem(removed);
    removeEntries(entries, bufferId);
    return null;
  }

  async function goOnWithout(bufferIds: readonly string[]): Promise<void> {
    const { state } = store;
    if (state.kind !== 'LocalRecovery') return;
    const buffers = state.buffers.filter(({ bufferId }) => !bufferIds.includes(bufferId));
    if (buffers.length > 0) store.dispatch({ type: 'offered', target: state.target, buffers });
    else await goOn(state.target, ++request);
  }

  async function notNow(): Promise<void> {
    const { state } = store;
    if (state.kind === 'LocalRecovery') await goOn(state.target, ++request);
  }

  async function reload(): Promise<void> {
    const { state } = store;
    if (state.kind === 'Error') await load(state.target, ++request);
  }

  function forget(): void {
    request += 1;
  }

  return { start, open, recover, discard, notNow, reload, forget };
}

const HELD_ELSEWHERE: Problem = { kind: 'heldElsewhere' };

/** An unfinished send counts too: only the server knows how it ended. */
function isUnsaved(copy: {
  head: { rootHash: string } | null;
  baseRootHash: string | null;
  attempts: readonly unknown[];
}): boolean {
  return copy.head === null || copy.head.rootHash !== copy.baseRootHash || copy.attempts.length > 0;
}
