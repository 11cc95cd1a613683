import type { Clock } from '../ports/browser.ts';
import type { Timings } from './context.ts';

/** When to write, and never what: a debounce with flush and pause, one write in flight. */
export interface Autosave {
  /** Something changed. */
  touch(): void;
  /** Writes at once what was touched, paused or not; resolves when nothing is left to write. */
  flush(): Promise<void>;
  /** Holds writes back; they go on when every reason has ended. */
  pause(reason: string): () => void;
  close(): void;
}

/** `write` is never called twice at once; what is touched meanwhile goes next. */
export function createAutosave(
  clock: Clock,
  timings: Pick<Timings, 'autosaveDebounceMs' | 'autosaveMaxWaitMs'>,
  write: () => Promise<void>,
): Autosave {
  const pauses = new Set<object>();
  let touched: { readonly firstMs: number; readonly lastMs: number } | null = null;
  let cancelTimer: (() => void) | null = null;
  let inFlight: Promise<void> | null = null;
  let closed = false;

  function schedule(): void {
    cancelTimer?.();
    cancelTimer = null;
    if (closed || touched === null || pauses.size > 0 || inFlight !== null) return;
    const { autosaveDebounceMs, autosaveMaxWaitMs } = timings;
    const dueMs = Math.min(
      touched.lastMs + autosaveDebounceMs,
      touched.firstMs + autosaveMaxWaitMs,
    );
    // A clock that was set back must not make the wait longer than the debounce.
    const waitMs = Math.min(Math.max(0, dueMs - clock.now()), autosaveDebounceMs);
    cancelTimer = clock.after(waitMs, () => void run());
  }

  async function run(): Promise<void> {
    cancelTimer?.();
    cancelTimer = null;
    if (inFlight !== null) return inFlight;
    touched = null;
    inFlight = write().finally(() => {
      inFlight = null;
      schedule();
    });
    return inFlight;
  }

  return {
    touch() {
      const lastMs = clock.now();
      touched = { firstMs: touched?.firstMs ?? lastMs, lastMs };
      schedule();
    },
    async flush() {
      await inFlight;
      while (touched !== null && !closed) await run();
    },
    pause(reason) {
      const pause = { reason };
      pauses.add(pause);
      schedule();
      return () => {
        if (pauses.delete(pause)) schedule();
      };
    },
    close() {
      closed = true;
      cancelTimer?.();
    },
  };
}
