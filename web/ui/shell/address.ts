import { effect } from '@preact/signals';
import type { State } from '../../kernel/index.ts';
import type { WorkbenchSession } from '../../workbench/session/workbench-session.ts';
import type { AppModel } from '../app/app-model.ts';
import { leaveFor, leaveToStart } from '../app/leaving.ts';
import { addressOf, type Place, placeAt, START } from './place.ts';

const UNSAVED: Place = { kind: 'unsaved' };
const GONE: Place = { kind: 'unsaved', isGone: true };

/** The place of a state; null while one session is replaced by another. */
export function placeOf(state: State<unknown>): Place | null {
  switch (state.kind) {
    case 'Empty':
      return state.isPassing ? null : START;
    case 'LocalRecovery':
      return state.target ?? START;
    case 'BackendLoading':
    case 'Error':
      return state.target;
    case 'NewSession':
      return UNSAVED;
    case 'Loaded':
      if (state.mode === 'snapshot') return { kind: 'snapshot', id: state.metadata.id };
      if (state.persisted) return { kind: 'session', id: state.persisted.id };
      return state.remote.kind === 'gone' ? GONE : UNSAVED;
  }
}

/**
 * How the browser's history changes when the person goes from the place of its current entry to `next`.
 * A different place gets a new entry, also the session that Save As makes, so that "back" leads to the
 * original. The entry of a session that was never saved is replaced, by its first save or by whatever is
 * opened instead. A session deleted elsewhere keeps its entry, but without its id. `entry` is null right
 * after page load; the result is null if nothing changes.
 */
export function historyStep(entry: Place | null, next: Place | null): 'push' | 'replace' | null {
  if (next === null) return null;
  if (entry === null) return 'replace';
  if (isSame(entry, next)) return null;
  const isGone = next.kind === 'unsaved' && next.isGone;
  return entry.kind === 'unsaved' || isGone ? 'replace' : 'push';
}

function isSame(one: Place, other: Place): boolean {
  return one.kind === other.kind && addressOf(one) === addressOf(other);
}

/**
 * Keeps the address bar in step with what is shown: navigation adds entries to the browser's history,
 * and "back" and "forward" open what their entries name.
 * @returns stops it.
 */
export function followAddress(app: AppModel): () => void {
  const { workbench, dialog, isStarting } = app;
  /** The place of the current history entry. */
  let entry: Place | null = null;
  /** The session that "back" leaves: it stays open until it is closed, and may even be saved meanwhile. */
  let leaving: WorkbenchSession | null = null;

  const stop = effect(() => {
    const next = placeOf(workbench.lifecycle.value);
    // At page start, recovery may show something other than the address names.
    if (isStarting.value) return;
    if (leaving !== null && leaving === workbench.session.peek()) return;
    leaving = null;
    const step = historyStep(entry, next);
    if (next === null || step === null) return;
    entry = next;
    if (step === 'push') history.pushState({}, '', addressOf(next));
    else history.replaceState({}, '', addressOf(next));
  });
  /** The person chose to stay, so the open session needs an entry again. */
  const stay = () => {
    leaving = null;
    entry = placeOf(workbench.lifecycle.peek());
    if (entry !== null) history.pushState({}, '', addressOf(entry));
  };
  const onPopState = async () => {
    entry = placeAt(location);
    leaving = workbench.session.peek();
    // Dialogs with text fields decide themselves whether they close.
    if (dialog.peek()?.kind !== 'save' && dialog.peek()?.kind !== 'snapshot') dialog.value = null;
    if ('id' in entry) await leaveFor(app, entry);
    else await leaveToStart(app);
    if (leaving !== null && leaving === workbench.session.peek()) stay();
    // The person went elsewhere, so the page start is over.
    isStarting.value = false;
  };
  addEventListener('popstate', onPopState);
  return () => {
    stop();
    removeEventListener('popstate', onPopState);
  };
}
