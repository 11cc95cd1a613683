import { effect, untracked } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SaveResult, SessionMetadata, State } from '../../kernel/index.ts';
import { useApp } from '../app/app-model.ts';
import { tellSaved } from '../app/commands.ts';

type Ended = Extract<SaveResult, { kind: 'saved' | 'failed' }>;

/** A save on its way to its end: what the cloud held when last seen. */
interface Pending {
  readonly step: 'waiting' | 'resumed';
  readonly persisted: SessionMetadata | null;
}

/**
 * Follows one state after another and tells how a save ended that had waited for the network or a
 * sign-in and then went on by itself. A conflict that it ended in asks by itself.
 */
export function createResumedSaves(): (state: State<unknown>) => Ended | null {
  let pending: Pending | null = null;

  return (state) => {
    const before = pending;
    pending = pendingAfter(before, state);
    if (before?.step !== 'resumed' || pending) return null;
    if (state.kind !== 'Loaded' || state.mode !== 'session') return null;
    const { cloud, persisted } = state;
    if (cloud.kind === 'failed') return { kind: 'failed', problem: cloud.problem };
    return persisted && persisted !== before.persisted
      ? { kind: 'saved', id: persisted.id, version: persisted.version }
      : null;
  };
}

function pendingAfter(before: Pending | null, state: State<unknown>): Pending | null {
  if (state.kind !== 'Loaded' || state.mode !== 'session') return null;
  const { cloud, persisted } = state;
  switch (cloud.kind) {
    case 'offline':
    case 'signedOut':
      return { step: 'waiting', persisted };
    case 'saving':
      return before && { step: 'resumed', persisted };
    case 'unknownOutcome':
      return before;
    default:
      return null;
  }
}

/** Says how a save ended that had to wait: whoever asked for it was told only that it waits. */
export function useResumedSaves(): void {
  const app = useApp();
  useEffect(() => {
    const ended = createResumedSaves();
    return effect(() => {
      const result = ended(app.workbench.lifecycle.value);
      // A dialog that is open is not taken away; the status says what failed.
      if (result?.kind === 'failed' && app.dialog.peek()) return;
      if (result) untracked(() => tellSaved(app, result));
    });
  }, [app]);
}
