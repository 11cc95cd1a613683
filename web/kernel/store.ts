import type { Event } from './events.ts';
import { reduce } from './reducer.ts';
import type { State } from './state.ts';

/** Holds the state, and tells listeners when it changed. */
export interface Store<Content> {
  readonly state: State<Content>;
  dispatch(event: Event<Content>): void;
  subscribe(listener: (state: State<Content>) => void): () => void;
}

export function createStore<Content>(): Store<Content> {
  let state: State<Content> = { kind: 'Empty' };
  const listeners = new Set<(state: State<Content>) => void>();
  return {
    get state() {
      return state;
    },
    dispatch(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
