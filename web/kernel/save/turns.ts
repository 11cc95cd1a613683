import type { WorkingCopy } from '../working-copy.ts';

/** Kept on this device; goes on by itself when the reason is gone. */
export interface Paused {
  readonly kind: 'paused';
  readonly reason: 'offline' | 'signedOut';
}

/** How a turn says that it waits, and that it goes on. */
export interface Turn {
  pause(reason: Paused['reason']): void;
  resume(): void;
}

/** What sends a session or moves it onto another base takes turns: two at once would mix their bases. */
export interface Turns {
  /** Runs alone, after what runs now. Answers early when it has to wait, or when what runs now waits. */
  take<T>(work: (turn: Turn) => Promise<T>): Promise<T | Paused>;
  /** Resolves when nothing runs, or what runs waits. */
  quiet(): Promise<void>;
}

interface Running {
  readonly ended: Promise<unknown>;
  readonly endedOrPaused: Promise<unknown>;
  paused: Paused | null;
}

export function createTurns(copy: WorkingCopy): Turns {
  let current: Running | null = null;
  return {
    async take<T>(work: (turn: Turn) => Promise<T>) {
      while (current !== null) {
        if (current.paused !== null) return current.paused;
        await current.ended;
      }
      const ended = Promise.withResolvers<T>();
      const paused = Promise.withResolvers<Paused>();
      const endedOrPaused = Promise.race([ended.promise, paused.promise]);
      const mine: Running = { ended: ended.promise, endedOrPaused, paused: null };
      current = mine;
      copy.busy = true;
      const result = work({
        pause(reason) {
          mine.paused = { kind: 'paused', reason };
          paused.resolve(mine.paused);
        },
        resume() {
          mine.paused = null;
        },
      });
      ended.resolve(
        result.finally(() => {
          current = null;
          copy.busy = false;
        }),
      );
      return endedOrPaused;
    },
    async quiet() {
      if (current?.paused === null) await current.endedOrPaused;
    },
  };
}
