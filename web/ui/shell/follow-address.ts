import { effect } from '@preact/signals';
import type { WorkbenchSession } from '../../workbench/session/workbench-session.ts';
import type { AppModel } from '../app/app-model.ts';
import { leaveFor, leaveToStart } from '../app/leaving.ts';
import { addressOf, historyStep, type Place, placeAt, placeOf } from './address.ts';

/**
 * Keeps the address bar and what is shown the same: what is gone to gets an entry in the browser's
 * history, and "back" and "forward" open what their entries name without making any.
 * @returns what ends it.
 */
export function followAddress(app: AppModel): () => void {
  const { workbench, dialog, isStarting } = app;
  /** What the current entry stands for. */
  let entry: Place | null = null;
  /** What "back" leaves is still shown until it is put away, and may even be saved meanwhile. */
  let leaving: WorkbenchSession | null = null;

  const stop = effect(() => {
    const next = placeOf(workbench.lifecycle.value);
    // What recovery finds first is not what the address asks for.
    if (isStarting.value) return;
    if (leaving !== null && leaving === workbench.session.peek()) return;
    leaving = null;
    const step = historyStep(entry, next);
    if (next === null || step === null) return;
    entry = next;
    if (step === 'push') history.pushState({}, '', addressOf(next));
    else history.replaceState({}, '', addressOf(next));
  });
  /** Somebody stayed with what is only in this page: it has an entry again. */
  const stay = () => {
    leaving = null;
    entry = placeOf(workbench.lifecycle.peek());
    if (entry !== null) history.pushState({}, '', addressOf(entry));
  };
  const onPopState = async () => {
    entry = placeAt(location);
    leaving = workbench.session.peek();
    // Where something was typed, the dialog itself knows whether it may go.
    if (dialog.peek()?.kind !== 'save' && dialog.peek()?.kind !== 'snapshot') dialog.value = null;
    if ('id' in entry) await leaveFor(app, entry);
    else await leaveToStart(app);
    if (leaving !== null && leaving === workbench.session.peek()) stay();
    // What the page was to start with is not waited for any more.
    isStarting.value = false;
  };
  addEventListener('popstate', onPopState);
  return () => {
    stop();
    removeEventListener('popstate', onPopState);
  };
}
