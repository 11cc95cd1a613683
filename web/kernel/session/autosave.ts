import type { Clock } from '../ports/browser.ts';
import type { Timings } from './context.ts';

/** Decides when to write: a debounce with flush, and one write at a time. */
export interface Autosave {
  /** Something changed. */
  touch(): void;
  /** Writes pending changes at once. Resolves when nothing is left to write. */
  flush(): Promise<void>;
  close(): void;
}

/** Never calls `write` while one is running; changes during a write are written after it. */
export function createAutosave(
  clock: Clock,
  timings: Pick<Timings, 'autosaveDebounceMs' | 'autosaveMaxWaitMs'>,
  write: () => Promise<void>,
): Autosave {
  let touched: { readonly firstMs: number; readonly lastMs: number } | null = null;
  let cancelTimer: (() => void) | null = null;
  let inFlight: Promise<void> | null = null;
  let closed = false;

  function schedule(): void {
    cancelTimer?.();
    cancelTimer = null;
    if (closed || touched === null || inFlight !== null) return;
    const { autosaveDebounceMs, autosaveMaxWaitMs } = timings;
    const dueMs = Math.min(
      touched.lastMs + autosaveDebounceMs,
      touched.firstMs + autosaveMaxWaitMs,
    );
    // If the clock was set back, the wait must not get longer than the debounce.
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
    close() {
      closed = true;
      cancelTimer?.();
    },
  };
}
