import {
  hasUnsavedChanges,
  isSomebodyElseSignedIn,
  type Paused,
  type SaveResult,
} from '../../kernel/index.ts';
import { isOnlyHere, whereWorkIs } from '../words/where-work-is.ts';
import type { AppModel } from './app-model.ts';

/** Says how a save ended; a failure gets a dialog. */
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
      // With changes on the page, the state itself asks.
      if (!hasUnsavedChanges(app.workbench.lifecycle.peek())) {
        app.dialog.value = { kind: 'conflict' };
      }
      break;
    case 'paused': {
      const text = pausedWords(app, result.reason);
      app.toasts.show({
        tone: 'warning',
        text,
        // What is no longer so is taken off the screen.
        holds: () => isWaiting(app) && pausedWords(app, result.reason) === text,
      });
      tellWhenEnded(app, result);
      break;
    }
    case 'stopped':
      tellStopped(app);
      break;
    case 'nothingOpen':
      tellLeft(app, 'it was saved');
  }
}

/** Saves whose end will be told: while one waits, each that is asked for waits for the same end. */
const followed = new WeakSet<Paused['ended']>();

/** Says in the end how a save ended that has to wait. A conflict asks by itself. */
export function tellWhenEnded(app: AppModel, { ended }: Paused): void {
  if (followed.has(ended)) return;
  followed.add(ended);
  void ended.then((result) => {
    // A dialog that is open is not taken away; the status says what failed.
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
  // The banner has said already that it is only in this page.
  const where = isOnlyHere(state) ? '' : ` ${whereWorkIs(state)}`;
  if (reason === 'offline') return `You are offline.${where} It will be saved when you are back.`;
  const who = isSomebodyElseSignedIn(state)
    ? 'Somebody else has signed in.'
    : 'You are signed out.';
  return `${who}${where} It will be saved after you sign in.`;
}

/** Says what a stopped upload means for the work. */
export function tellStopped({ toasts, workbench }: AppModel): void {
  const text = `Stopped before it was sent. ${whereWorkIs(workbench.lifecycle.peek())}`;
  toasts.show({ tone: 'info', text });
}

/** Says that nothing came of what was asked for, and where the work is. */
export function tellLeft({ toasts }: AppModel, before: 'it was saved' | 'this was done'): void {
  const text = `The session was left before ${before}. The start page offers what this device has of it.`;
  toasts.show({ tone: 'danger', text });
}
