/** Names that one living tab at a time can hold. A tab that dies in any way lets go. */
export interface Locks {
  /** Takes a name, waiting up to `waitMs` for its holder to let go; null if it did not. Call the result to let go. */
  take(name: string, waitMs: number): Promise<(() => void) | null>;
  /** Runs `start` once the name is this tab's, however long that takes. The result lets go, or stops waiting. */
  queue(name: string, start: () => void): () => void;
  /** All names that living tabs hold, this one included. */
  held(): Promise<ReadonlySet<string>>;
}

/** Web Locks, which the browser itself lets go when a tab closes, crashes or is killed. */
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
