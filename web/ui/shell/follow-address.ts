import { effect } from '@preact/signals';
import type { AppModel } from '../app-model.ts';
import { addressOf, historyStep, isSame, type Place, placeAt, placeOf } from './address.ts';
import { leaveFor } from './commands.ts';

/**
 * Keeps the address bar and what is shown the same: what is gone to gets an entry in the browser's
 * history, and "back" and "forward" open what their entries name without making any.
 * @returns what ends it.
 */
export function followAddress(app: AppModel): () => void {
  const { workbench, dialog } = app;
  let shown: Place | null = null;
  /** What the current entry stands for: after "back" not what is shown, until that is put away. */
  let entry: Place | null = null;

  const stop = effect(() => {
    const next = placeOf(workbench.lifecycle.value);
    if (next === null || (shown !== null && isSame(shown, next))) return;
    shown = next;
    const step = historyStep(entry, next);
    entry = next;
    if (step === 'push') history.pushState({}, '', addressOf(next));
    if (step === 'replace') history.replaceState({}, '', addressOf(next));
  });
  const onPopState = () => {
    entry = placeAt(location.search);
    // Where something was typed, the dialog itself knows whether it may go.
    if (dialog.peek()?.kind !== 'save' && dialog.peek()?.kind !== 'snapshot') dialog.value = null;
    if ('id' in entry) leaveFor(app, entry);
    else void workbench.closeSession();
  };
  addEventListener('popstate', onPopState);
  return () => {
    stop();
    removeEventListener('popstate', onPopState);
  };
}
