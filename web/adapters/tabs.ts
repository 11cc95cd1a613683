import type { TabMessage, Tabs } from '../kernel/index.ts';
import { attempt } from './entries.ts';

const CHANNEL = 'holdfast:tabs';
const BUFFER_LOCK = 'holdfast:buffer:';
const LEADER_LOCK = 'holdfast:leader:';
/** In `sessionStorage`, which survives a reload and is copied to a duplicated tab. */
const OWN_BUFFER_KEY = 'holdfast:buffer';
/** How long a reloaded page waits until the old page releases its buffer. In a duplicated tab this wait is in vain. */
const PREDECESSOR_WAIT_MS = 750;

/** This tab and the other tabs of the site in this browser. The browser releases Web Locks when a tab closes, crashes or is killed. */
export function createTabs(): Tabs & { close(): void } {
  const channel = new BroadcastChannel(CHANNEL);
  const releases = new Map<string, () => void>();

  /** Waits up to `waitMs` until the tab that holds the buffer releases it. */
  const take = async (bufferId: string, waitMs: number): Promise<boolean> => {
    if (releases.has(bufferId)) return true;
    const options: LockOptions =
      waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
    const release = await new Promise<(() => void) | null>((resolve, reject) => {
      const hold = (lock: Lock | null) =>
        lock ? new Promise<void>((done) => resolve(done)) : resolve(null);
      navigator.locks.request(BUFFER_LOCK + bufferId, options, hold).catch((error) => {
        if (error.name === 'TimeoutError' || error.name === 'AbortError') resolve(null);
        else reject(error);
      });
    });
    if (release) releases.set(bufferId, release);
    return release !== null;
  };

  return {
    async restore() {
      const bufferId = ownBuffer.read();
      if (bufferId === null) return null;
      if (await take(bufferId, PREDECESSOR_WAIT_MS)) return bufferId;
      ownBuffer.forget();
      return null;
    },
    async hold(bufferId) {
      if (!(await take(bufferId, 0))) return false;
      ownBuffer.write(bufferId);
      return true;
    },
    release(bufferId, forget) {
      releases.get(bufferId)?.();
      releases.delete(bufferId);
      if (forget && ownBuffer.read() === bufferId) ownBuffer.forget();
    },
    async held() {
      const { held = [] } = await navigator.locks.query();
      const names = held.map(({ name = '' }) => name);
      const buffers = names.filter((name) => name.startsWith(BUFFER_LOCK));
      return new Set(buffers.map((name) => name.slice(BUFFER_LOCK.length)));
    },
    lead(name, start) {
      const waiting = new AbortController();
      const done = Promise.withResolvers<void>();
      const lead = () => {
        start();
        return done.promise;
      };
      const { signal } = waiting;
      navigator.locks.request(LEADER_LOCK + name, { signal }, lead).catch(() => undefined);
      return () => {
        waiting.abort();
        done.resolve();
      };
    },
    post: (message) => channel.postMessage(message),
    subscribe(listener) {
      const receive = ({ data }: MessageEvent<TabMessage>) => listener(data);
      channel.addEventListener('message', receive);
      return () => channel.removeEventListener('message', receive);
    },
    close: () => channel.close(),
  };
}

/** If storage is disabled, a reload resumes nothing, since nothing was stored. */
const ownBuffer = {
  read: () => attempt(() => sessionStorage.getItem(OWN_BUFFER_KEY), null),
  write: (bufferId: string) =>
    attempt(() => sessionStorage.setItem(OWN_BUFFER_KEY, bufferId), undefined),
  forget: () => attempt(() => sessionStorage.removeItem(OWN_BUFFER_KEY), undefined),
};
