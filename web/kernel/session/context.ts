import { type Fact, reduce, type SessionFact } from '../state/reducer.ts';
import type { KernelState, SessionState } from '../state/session-state.ts';
import { isSameView, type State, viewOf } from '../state/view.ts';
import type { Dependencies } from './persistence-service.ts';

/** All waiting times of the kernel, in milliseconds. They are arguments, so that tests need not wait. */
export interface Timings {
  readonly autosaveDebounceMs: number;
  /** During continuous edits, a backup at least this often. */
  readonly autosaveMaxWaitMs: number;
  readonly pollMs: number;
  readonly pollMaxMs: number;
  /** After this time without activity, polls only every `idlePollMs`. */
  readonly idleAfterMs: number;
  readonly idlePollMs: number;
  /** After this time without activity, polls only every `pollMaxMs`. */
  readonly longIdleAfterMs: number;
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  /** How often a save is tried before it fails. Waiting offline or signed out does not count. */
  readonly retryAttempts: number;
}

export const DEFAULT_TIMINGS: Timings = {
  autosaveDebounceMs: 200,
  autosaveMaxWaitMs: 1_000,
  pollMs: 10_000,
  pollMaxMs: 300_000,
  idleAfterMs: 300_000,
  idlePollMs: 60_000,
  longIdleAfterMs: 3_600_000,
  retryBaseMs: 500,
  retryMaxMs: 30_000,
  retryAttempts: 6,
};

/**
 * The wait after attempt number `attempt` (the first is 1), in milliseconds. It doubles from `baseMs` up to
 * `maxMs`, and its second half is random, so that clients do not retry at the same moment. Never shorter than
 * `retryAfterMs`, which the server asked for.
 */
export function backoffMs(
  attempt: number,
  limits: { readonly baseMs: number; readonly maxMs: number },
  random: number,
  retryAfterMs: number | null = null,
): number {
  const full = Math.min(limits.maxMs, limits.baseMs * 2 ** (attempt - 1));
  return Math.max(full / 2 + (full / 2) * random, retryAfterMs ?? 0);
}

/** What every part of the kernel needs. */
export interface Context extends Dependencies<unknown> {
  readonly timings: Timings;
  readonly store: Store;
  /** Ends waits: the network is back, somebody signed in, or the person said "try again". */
  readonly resume: Trigger;
}

/** Holds the state. Facts change it; listeners are called when its view changes. */
export interface Store {
  readonly state: KernelState;
  readonly view: State<unknown>;
  dispatch(fact: Fact): void;
  subscribe(listener: (view: State<unknown>) => void): () => void;
}

export function createStore(): Store {
  let state: KernelState = { kind: 'Empty' };
  let view: State<unknown> = viewOf(state);
  const listeners = new Set<(view: State<unknown>) => void>();
  return {
    get state() {
      return state;
    },
    get view() {
      return view;
    },
    dispatch(fact) {
      const next = reduce(state, fact);
      if (next === state) return;
      state = next;
      const shown = viewOf(next);
      if (isSameView(shown, view)) return;
      view = shown;
      for (const listener of [...listeners]) listener(shown);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Something that happens now and then, and that others wait for. */
export interface Trigger {
  /** How often it has happened. */
  readonly count: number;
  /** Resolves when it happens next, or at once if it has happened since `count` was read. */
  after(count: number): Promise<void>;
  /** It happens. */
  now(): void;
}

export function createTrigger(): Trigger {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    after(since) {
      if (since !== count) return Promise.resolve();
      return new Promise((resolve) => waiting.add(resolve));
    },
    now() {
      count += 1;
      for (const end of waiting) end();
      waiting.clear();
    },
  };
}

/** What the parts that work on one session need: its current state, and a way to report facts. */
export interface SessionContext extends Context {
  /** Read it again after every wait. null once the session is closed: late results are ignored. */
  readonly session: SessionState | null;
  /** Ignored once the session is closed. */
  dispatch(fact: SessionFact): void;
  /** The person stops what is being sent. */
  readonly stop: Trigger;
}

export function sessionContext(context: Context, identity: symbol): SessionContext {
  const { store } = context;
  const own: SessionContext = {
    ...context,
    get session() {
      const { state } = store;
      return state.kind === 'Session' && state.identity === identity ? state : null;
    },
    dispatch(fact) {
      if (own.session !== null) store.dispatch(fact);
    },
    stop: createTrigger(),
  };
  return own;
}
