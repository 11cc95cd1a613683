import type { State } from './state.ts';

/** The states of the specification's diagram. */
export type LifecycleName =
  | 'Empty'
  | 'NewSession'
  | 'LocalRecovery'
  | 'BackendLoading'
  | 'Error'
  | 'Loaded'
  | 'Dirty'
  | 'LocalSaved'
  | 'BackendSaving'
  | 'SnapshotCreating'
  | 'Clean'
  | 'Polling'
  | 'ConflictDetected';

/** The specification's name for a state. What is being sent outranks a conflict, that outranks what is local. */
export function lifecycleName(state: State<unknown>): LifecycleName {
  if (state.kind !== 'Loaded' || state.mode === 'snapshot') return state.kind;
  const { local, cloud, remote, last } = state;
  if (cloud.kind === 'saving') return 'BackendSaving';
  if (cloud.kind === 'snapshotting') return 'SnapshotCreating';
  if (cloud.kind === 'unknownOutcome')
    return cloud.of === 'save' ? 'BackendSaving' : 'SnapshotCreating';
  if (remote.kind === 'conflict' && remote.attention === 'open') return 'ConflictDetected';
  if (local.kind === 'clean') {
    if (remote.kind === 'polling') return 'Polling';
    return last === 'loaded' ? 'Loaded' : 'Clean';
  }
  if (cloud.kind === 'failed' || local.kind !== 'backedUp') return 'Dirty';
  return last === 'loaded' ? 'Loaded' : 'LocalSaved';
}
