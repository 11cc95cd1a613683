import type { Dependencies } from './persistence-service.ts';
import type { Fact } from './state/facts.ts';
import { reduce } from './state/reducer.ts';
import { isSameView, viewOf } from './state/selectors.ts';
import type { KernelState } from './state/session-state.ts';
import type { State } from './state/view.ts';
import type { Timings } from './timings.ts';

/** What every part of the kernel works with. */
export interface Context<Content> extends Dependencies<Content> {
  readonly timings: Timings;
  readonly store: Store<Content>;
  readonly resume: Resume;
}

/** Holds the state. Facts change it; listeners hear of what shows. */
export interface Store<Content> {
  readonly state: KernelState<Content>;
  readonly view: State<Content>;
  dispatch(fact: Fact<Content>): void;
  subscribe(listener: (view: State<Content>) => void): () => void;
}

export function createStore<Content>(): Store<Content> {
  let state: KernelState<Content> = { kind: 'Empty' };
  let view: State<Content> = viewOf<Content>(state);
  const listeners = new Set<(view: State<Content>) => void>();
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

/** Ends waits: the network is back, somebody signed in, a person said "try again". */
export interface Resume {
  /** How often waits were ended so far. */
  readonly count: number;
  /** Resolves when waits are ended, or at once if they were since they had been `count` times. */
  after(count: number): Promise<void>;
  now(): void;
}

export function createResume(): Resume {
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
