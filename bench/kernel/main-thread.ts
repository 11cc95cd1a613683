/** Measures how long the main thread was busy with the measured work. */
export interface MainThread {
  /** Counts a piece of work and the promises it causes in the same task. */
  count<T>(work: () => T): T;
  /** Milliseconds counted since the last call. */
  take(): number;
}

/** More microtask turns than any promise chain of one piece of work. */
const PROMISE_TURNS = 100;

export function createMainThread(): MainThread {
  let totalMs = 0;
  let isCounting = false;

  async function countUntilSettled(start: number): Promise<void> {
    for (let turn = 0; turn < PROMISE_TURNS; turn += 1) await null;
    totalMs += performance.now() - start;
    isCounting = false;
  }

  return {
    count(work) {
      if (isCounting) return work();
      isCounting = true;
      const start = performance.now();
      try {
        return work();
      } finally {
        void countUntilSettled(start);
      }
    },
    take() {
      const ms = totalMs;
      totalMs = 0;
      return ms;
    },
  };
}
