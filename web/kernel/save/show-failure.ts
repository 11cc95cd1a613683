import type { Context } from '../context.ts';
import type { Problem } from '../problem.ts';

/** What a send that failed leaves to be seen beside its result: of a copy nothing, since the session itself is as it was. */
export function showFailure<Content>(
  { store }: Context<Content>,
  of: 'save' | 'copy' | 'snapshot',
  problem: Problem,
): void {
  if (problem.kind === 'signedOut' || problem.kind === 'otherUser') {
    const otherUser = problem.kind === 'otherUser';
    store.dispatch({ type: 'signedOut', otherUser, waiting: false });
  } else if (of === 'copy') store.dispatch({ type: 'sendEnded' });
  else store.dispatch({ type: 'sendFailed', of, problem });
}
