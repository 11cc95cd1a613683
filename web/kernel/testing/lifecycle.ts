import type { State } from '../state/view.ts';
import { after, type FactName } from './states.ts';

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

/** What last happened to the content: it came, it was edited, or the server confirmed to hold it. */
type Last = 'loaded' | 'edited' | 'confirmed';

const LAST: Partial<Record<FactName, Last>> = {
  loaded: 'loaded',
  recovered: 'loaded',
  converted: 'loaded',
  edited: 'edited',
  saved: 'confirmed',
  takenOver: 'confirmed',
  pollEnded: 'confirmed',
};

/** The specification's name for where these facts lead to. */
export function lifecycleAfter(...names: readonly FactName[]): LifecycleName {
  const last = names.map((name) => LAST[name]).findLast((one) => one !== undefined);
  return lifecycleName(after(...names), last ?? 'loaded');
}

/** What is being sent outranks a conflict, that outranks what is local. */
function lifecycleName(state: State<unknown>, last: Last): LifecycleName {
  if (state.kind !== 'Loaded' || state.mode === 'snapshot') return state.kind;
  const { local, cloud, remote } = state;
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
