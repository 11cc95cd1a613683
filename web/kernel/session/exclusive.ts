import type { Paused, SaveResult } from '../persistence-service.ts';
import type { Running, WaitReason } from '../state/session-state.ts';
import type { SessionContext } from './session-context.ts';

/** Runs one send or move of the base at a time, in order: two at once would mix their bases. */
export interface Exclusive {
  /** `work` runs after what runs now. Answers early when it has to wait, or when what runs now waits. */
  run<T>(what: Running['what'], work: (wait: Wait) => Promise<T>): Promise<T | Paused>;
  /** Resolves when nothing runs, or what runs waits. */
  rest(): Promise<void>;
}

/** Says that what runs has to wait. */
export type Wait = (reason: WaitReason) => void;

export function createExclusive<Content>(own: SessionContext<Content>): Exclusive {
  let current: { ended: Promise<unknown>; endedOrPaused: Promise<unknown> } | null = null;

  function pausedNow(): Paused | null {
    const phase = own.session?.running?.phase;
    if (phase?.kind !== 'waiting' || current === null) return null;
    const reason = phase.reason === 'offline' ? 'offline' : 'signedOut';
    // Only saves wait.
    return { kind: 'paused', reason, ended: current.ended as Promise<SaveResult> };
  }

  return {
    async run<T>(what: Running['what'], work: (wait: Wait) => Promise<T>) {
      while (current !== null) {
        const paused = pausedNow();
        if (paused !== null) return paused;
        await current.ended;
      }
      own.dispatch({ type: 'runStarted', what });
      const ended = Promise.withResolvers<T>();
      const paused = Promise.withResolvers<Paused>();
      const endedOrPaused = Promise.race([ended.promise, paused.promise]);
      current = { ended: ended.promise, endedOrPaused };
      const result = work((reason) => {
        own.dispatch({ type: 'runChanged', phase: { kind: 'waiting', reason } });
        const now = pausedNow();
        if (now !== null) paused.resolve(now);
      });
      ended.resolve(
        result.finally(() => {
          current = null;
          own.dispatch({ type: 'runEnded' });
        }),
      );
      return endedOrPaused;
    },
    async rest() {
      if (current !== null && pausedNow() === null) await current.endedOrPaused;
    },
  };
}
