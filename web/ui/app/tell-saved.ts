import {
  hasUnsavedChanges,
  isSomebodyElseSignedIn,
  type Paused,
  type SaveResult,
} from '../../kernel/index.ts';
import { isOnlyHere, whereWorkIs } from '../words/where-work-is.ts';
import type { AppModel } from './app-model.ts';

/** Reports how a save ended, failures in a dialog. */
export function tellSaved(app: AppModel, result: SaveResult): void {
  switch (result.kind) {
    case 'saved': {
      const [typed] = Object.values(app.workbench.drafts.peek());
      if (typed) {
        const text = `Saved, but not what you typed in "${typed.label}": it is not part of the session yet.`;
        app.toasts.show({ tone: 'info', text });
        break;
      }
      app.toasts.show({
        tone: 'success',
        text: 'Session saved successfully',
        holds: () => !hasUnsavedChanges(app.workbench.lifecycle.value),
      });
      break;
    }
    case 'failed':
      app.dialog.value = { kind: 'problem', problem: result.problem };
      break;
    case 'conflict':
      // With unsaved changes the conflict dialog opens by itself.
      if (!hasUnsavedChanges(app.workbench.lifecycle.peek())) {
        app.dialog.value = { kind: 'conflict' };
      }
      break;
    case 'paused':
      void tellPaused(app, result);
      tellWhenEnded(app, result);
      break;
    case 'stopped':
      tellStopped(app);
      break;
    case 'nothingOpen':
      tellLeft(app, 'it was saved');
  }
}

async function tellPaused(app: AppModel, { reason }: Paused): Promise<void> {
  // What was typed just before is being backed up; the message says where it is after that.
  await app.workbench.persistence.flush();
  const text = pausedWords(app, reason);
  // Removed once it is no longer true.
  const holds = () => isWaiting(app) && pausedWords(app, reason) === text;
  app.toasts.show({ tone: 'warning', text, holds });
}

/** Ends of waiting saves that will be reported. Saves asked for while one waits share its end. */
const followed = new WeakSet<Paused['ended']>();

/** Reports the end of a save that has to wait. A conflict opens its dialog by itself. */
export function tellWhenEnded(app: AppModel, { ended }: Paused): void {
  if (followed.has(ended)) return;
  followed.add(ended);
  void ended.then((result) => {
    // Does not replace an open dialog; the status line shows the failure.
    const isTold = result.kind === 'saved' || (result.kind === 'failed' && !app.dialog.peek());
    if (isTold) tellSaved(app, result);
  });
}

/** Whether a save still waits for the network or a sign-in. */
function isWaiting({ workbench }: AppModel): boolean {
  const state = workbench.lifecycle.value;
  if (state.kind !== 'Loaded' || state.mode !== 'session') return false;
  return state.cloud.kind === 'offline' || state.cloud.kind === 'signedOut';
}

function pausedWords({ workbench }: AppModel, reason: 'offline' | 'signedOut'): string {
  const state = workbench.lifecycle.value;
  // A banner already says that the work exists only in this page.
  const where = isOnlyHere(state) ? '' : ` ${whereWorkIs(state)}`;
  if (reason === 'offline') return `You are offline.${where} It will be saved when you are online.`;
  const who = isSomebodyElseSignedIn(state)
    ? 'Somebody else has signed in.'
    : 'You are signed out.';
  return `${who}${where} It will be saved after you sign in.`;
}

/** Says that sending was stopped, and where the work is. */
export function tellStopped({ toasts, workbench }: AppModel): void {
  const text = `Sending was stopped. ${whereWorkIs(workbench.lifecycle.peek())}`;
  toasts.show({ tone: 'info', text });
}

/** Says that the session was closed before the request was done, and where the work is. */
export function tellLeft({ toasts }: AppModel, before: 'it was saved' | 'this was done'): void {
  const text = `The session was closed before ${before}. The start page offers what this device kept of it.`;
  toasts.show({ tone: 'danger', text });
}
