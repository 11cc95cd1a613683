import { effect } from '@preact/signals';
import type { State, Target } from '../../kernel/index.ts';
import type { WorkbenchSession } from '../../workbench/session/workbench-session.ts';
import type { AppModel } from '../app/app-model.ts';
import { leaveFor, leaveToStart } from '../app/leaving.ts';

/** What the address bar names. */
interface Address {
  readonly sessionId?: string;
  readonly snapshotId?: string;
  /** A recovery buffer that another tab asked this one to open. */
  readonly bufferId?: string;
}

/** The part of an address that names something. */
export type Where = Readonly<Record<'pathname' | 'search', string>>;

/** Reads `/?session=ID` and `/session/ID`, also where a mail or a chat has added to the end of the link. */
export function readAddress({ pathname, search }: Where): Address {
  const query = new URLSearchParams(search.replaceAll('&amp;', '&'));
  const [, kind, id] = /^\/(session|snapshot)\/([^/]+)/.exec(pathname) ?? [];
  const named = (what: string) => withoutEnd(query.get(what) ?? (kind === what ? (id ?? '') : ''));
  const sessionId = named('session');
  const snapshotId = named('snapshot');
  const bufferId = query.get('recover');
  return {
    ...(sessionId && { sessionId }),
    ...(snapshotId && !sessionId && { snapshotId }),
    ...(bufferId && { bufferId }),
  };
}

/** Without the punctuation that stood behind a link in somebody's text. */
function withoutEnd(id: string): string {
  return id.replace(/[.,;:!?)\]}>'"]+$/, '');
}

/** Where a person is, as an entry of the browser's history stands for it. */
export type Place =
  | Target
  | { readonly kind: 'start' }
  /** A session that the cloud does not have, not yet or (`isGone`) not any more: no address leads back to it. */
  | { readonly kind: 'unsaved'; readonly isGone?: true };

const START: Place = { kind: 'start' };
const UNSAVED: Place = { kind: 'unsaved' };
const GONE: Place = { kind: 'unsaved', isGone: true };

/** Where what is shown is; null while one thing makes way for another. */
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

/** Where an address leads. */
export function placeAt(where: Where): Place {
  const { sessionId, snapshotId } = readAddress(where);
  if (sessionId) return { kind: 'session', id: sessionId };
  return snapshotId ? { kind: 'snapshot', id: snapshotId } : START;
}

/** Path and query of a place. */
export function addressOf(place: Place): string {
  return 'id' in place ? `/?${place.kind}=${encodeURIComponent(place.id)}` : '/';
}

/**
 * What going from the place of the current history entry to the next place does to the history.
 * Another place is another entry, also the session that Save As makes: the one before is still
 * there to go back to. What was never saved gives its entry away, to the name that its first save
 * gives it or to what is opened instead; what was deleted elsewhere keeps its entry without the
 * name. `entry` is null when the page has just been loaded.
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
