import type { Context } from '../context.ts';
import type { SessionFact } from '../state/facts.ts';
import type { SessionState } from '../state/session-state.ts';

/** What works on one session: its state, read anew after every wait, and a way to tell what happened. */
export interface SessionContext<Content> extends Context<Content> {
  /** null once the session was left: nothing that still comes in is wanted. */
  readonly session: SessionState<Content> | null;
  /** Ignored once the session was left. */
  dispatch(fact: SessionFact<Content>): void;
}

export function sessionContext<Content>(
  context: Context<Content>,
  identity: symbol,
): SessionContext<Content> {
  const { store } = context;
  const own: SessionContext<Content> = {
    ...context,
    get session() {
      const { state } = store;
      return state.kind === 'Session' && state.identity === identity ? state : null;
    },
    dispatch(fact) {
      if (own.session !== null) store.dispatch(fact);
    },
  };
  return own;
}
