import { hasUnsavedChanges, type State } from '../../kernel/index.ts';

/** Whether the latest changes exist only in this page: neither backed up nor saved. Lost data does not exist here either. */
export function isOnlyHere(state: State<unknown>): boolean {
  if (state.kind !== 'Loaded' || state.mode !== 'session') return false;
  return state.local.kind === 'notBackedUp' && state.local.reason !== 'assetsLost';
}

/** Says where the person's own work is, from the session state. Every screen that says so uses this. */
export function whereWorkIs(state: State<unknown>): string {
  if (state.kind !== 'Loaded' || state.mode !== 'session' || !hasUnsavedChanges(state)) {
    return 'Nothing is lost.';
  }
  switch (state.local.kind) {
    case 'notBackedUp':
      if (state.local.reason === 'assetsLost')
        return 'Everything but some imported data is on this device.';
      return 'This device could not keep your latest changes: download them before you leave this page.';
    case 'dirty':
      return 'Your work is being backed up on this device.';
    default:
      return 'Your work is kept on this device.';
  }
}
