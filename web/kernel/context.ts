import type { Metadata } from './metadata.ts';
import { partsOf } from './parts.ts';
import type { Dependencies } from './persistence-service.ts';
import type { Parts } from './ports/journal.ts';
import type { LoadedSession } from './state.ts';
import type { Store } from './store.ts';
import type { Timings } from './timings.ts';
import type { Wake } from './wake.ts';

/** What every part of the kernel works with. */
export interface Context<Content> extends Dependencies<Content> {
  readonly timings: Timings;
  readonly store: Store<Content>;
  readonly wake: Wake;
}

/** What is open and can be edited: a session, touched or not; null otherwise. */
export function openContent<Content>(
  context: Context<Content>,
): { content: Content; metadata: Metadata } | null {
  const { state } = context.store;
  if (state.kind === 'NewSession') return state;
  return state.kind === 'Loaded' && state.mode === 'session' ? state : null;
}

export function openSession<Content>(context: Context<Content>): LoadedSession<Content> | null {
  const { state } = context.store;
  return state.kind === 'Loaded' && state.mode === 'session' ? state : null;
}

/** The parts of what is shown now; null where nothing is open (any more). */
export function openParts<Content>(context: Context<Content>): Parts | null {
  const open = openContent(context);
  return open && partsOf(context.model, open.content, open.metadata);
}
