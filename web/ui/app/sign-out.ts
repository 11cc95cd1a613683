import { hasUnsavedChanges, type SaveResult } from '../../kernel/index.ts';
import type { AppModel } from './app-model.ts';

/** Why signing out did not succeed. */
export type StillHere =
  | Exclude<SaveResult, { kind: 'saved' }>
  /** Signing out needs the network. */
  | { readonly kind: 'unreachable' }
  /** The device could not keep the work. */
  | { readonly kind: 'notKept' };

export const NEEDS_NETWORK =
  'Signing out needs the network, and Holdfast cannot be reached. Try again when you are online.';

/** Goes to the sign-out, or says why that is not possible now. */
export async function leaveToSignOut({ ports, toasts }: AppModel): Promise<void> {
  await ports.device.look();
  if (ports.device.reached.peek()) ports.signIn.leaveToSignOut();
  else toasts.show({ tone: 'warning', text: `You are not signed out yet. ${NEEDS_NETWORK}` });
}

/** Signs out. Asks first if this device or another tab has work that is not in the cloud. */
export async function signOut(app: AppModel): Promise<void> {
  const { persistence, lifecycle } = app.workbench;
  const kept = await Promise.all([persistence.recoverable(), persistence.unsavedElsewhere()]);
  if (hasUnsavedChanges(lifecycle.peek()) || kept.flat().length > 0)
    app.dialog.value = { kind: 'signOut' };
  else await leaveToSignOut(app);
}
