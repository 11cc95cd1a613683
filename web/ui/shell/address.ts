import { effect } from '@preact/signals';
import type { State } from '../../kernel/state.ts';
import type { Workbench } from '../../workbench/workbench.ts';

/** What the address bar names. */
export interface Address {
  readonly sessionId?: string;
  readonly snapshotId?: string;
  /** A recovery buffer that another tab asked this one to open. */
  readonly bufferId?: string;
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const sessionId = query.get('session');
  const snapshotId = query.get('snapshot');
  const bufferId = query.get('recover');
  return {
    ...(sessionId && { sessionId }),
    ...(snapshotId && !sessionId && { snapshotId }),
    ...(bufferId && { bufferId }),
  };
}

/** The address of what is shown; null while that is still being decided. */
export function addressOf(state: State<unknown>): string | null {
  switch (state.kind) {
    case 'LocalRecovery':
      return null;
    case 'BackendLoading':
    case 'Error':
      return `/?${state.target.kind}=${encodeURIComponent(state.target.id)}`;
    case 'Loaded': {
      if (state.mode === 'snapshot') return `/?snapshot=${state.metadata.id}`;
      return state.persisted ? `/?session=${state.persisted.id}` : '/';
    }
    default:
      return '/';
  }
}

/**
 * Keeps the address bar and what is shown the same: another session is another entry in the
 * browser's history, a first save only gives the entry its name, and "back" opens what it names.
 * @returns what ends it.
 */
export function followAddress(workbench: Workbench): () => void {
  let shown = workbench.session.peek();
  const stop = effect(() => {
    const next = addressOf(workbench.lifecycle.value);
    const session = workbench.session.value;
    const isSameSession = session !== null && session === shown;
    if (session !== null) shown = session;
    if (next === null || next === location.pathname + location.search) return;
    if (isSameSession || history.state === null) history.replaceState({}, '', next);
    else history.pushState({}, '', next);
  });
  const onPopState = () => {
    const { sessionId, snapshotId } = readAddress(location.search);
    if (sessionId) void workbench.openSession(sessionId);
    else if (snapshotId) void workbench.openSnapshot(snapshotId);
    else void workbench.closeSession();
  };
  addEventListener('popstate', onPopState);
  return () => {
    stop();
    removeEventListener('popstate', onPopState);
  };
}
