import type { InvocationContext } from '@azure/functions';
import { logFailure } from './log.ts';

/** Longest time a response waits for work it does not depend on, in ms. */
const SIDE_EFFECT_WAIT_MS = 1_000;

/**
 * Waits for `work` until one second after `answer` has settled. A failure of `work` is logged and does not
 * affect the response.
 */
export type SideEffect = (
  what: string,
  work: Promise<unknown>,
  answer?: Promise<unknown>,
) => Promise<void>;

export function sideEffects(
  context: InvocationContext,
  operation: string,
  traceId: string,
): SideEffect {
  return async (what, work, answer = Promise.resolve()) => {
    const logged = work.catch((error: unknown) => {
      logFailure(context, `${operation}: ${what}`, traceId, error);
    });
    await answer.catch(() => {});
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise((resolve) => {
      timer = setTimeout(resolve, SIDE_EFFECT_WAIT_MS);
    });
    await Promise.race([logged, enough]);
    clearTimeout(timer);
  };
}
