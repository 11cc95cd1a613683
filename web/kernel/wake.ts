import type { Clock } from './ports/clock.ts';

/** Lets pauses end: the network is back, somebody signed in, a person said "try again". */
export interface Wake {
  /** Resolves after `ms` (never by itself when Infinity), or when woken. */
  wait(ms: number): Promise<void>;
  all(): void;
}

export function createWake(clock: Clock): Wake {
  const sleeping = new Set<() => void>();
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const end = () => {
          cancel?.();
          sleeping.delete(end);
          resolve();
        };
        const cancel = Number.isFinite(ms) ? clock.after(ms, end) : null;
        sleeping.add(end);
      }),
    all() {
      for (const end of [...sleeping]) end();
    },
  };
}
