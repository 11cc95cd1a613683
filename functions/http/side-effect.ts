import type { InvocationContext } from '@azure/functions';
import { logFailure } from './log.ts';

/** Longest that an answer waits for something it does not depend on, in ms. */
const SIDE_EFFECT_WAIT_MS = 1_000;

/**
 * Waits for `work`, but neither fails with it nor waits longer than a second after `answer` has come:
 * a failure is logged, the answer goes out.
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
