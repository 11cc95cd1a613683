/** Locks with names, across tabs. At most one tab holds a name; it is released when the tab closes or crashes. */
export interface Locks {
  /** Takes a name; waits up to `waitMs` until its holder releases it. Returns the function that releases it, or null. */
  take(name: string, waitMs: number): Promise<(() => void) | null>;
  /** Calls `start` when this tab gets the name, however long that takes. The returned function releases it, or stops waiting. */
  queue(name: string, start: () => void): () => void;
  /** All names that open tabs hold, including this tab. */
  held(): Promise<ReadonlySet<string>>;
}

/** Uses Web Locks, which the browser releases when a tab closes, crashes or is killed. */
export function createWebLocks(manager: LockManager): Locks {
  return {
    take: (name, waitMs) =>
      new Promise((resolve, reject) => {
        const options: LockOptions =
          waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
        const hold = (lock: Lock | null) => {
          if (!lock) return resolve(null);
          return new Promise<void>((letGo) => resolve(letGo));
        };
        manager.request(name, options, hold).catch((error) => {
          if (error.name === 'TimeoutError' || error.name === 'AbortError') resolve(null);
          else reject(error);
        });
      }),
    queue(name, start) {
      const waiting = new AbortController();
      const done = Promise.withResolvers<void>();
      const hold = () => {
        start();
        return done.promise;
      };
      manager.request(name, { signal: waiting.signal }, hold).catch(() => undefined);
      return () => {
        waiting.abort();
        done.resolve();
      };
    },
    async held() {
      const { held = [] } = await manager.query();
      return new Set(held.map(({ name }) => name ?? ''));
    },
  };
}
