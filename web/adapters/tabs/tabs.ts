import type { TabMessage, Tabs } from '../../kernel/index.ts';
import { attempt, localEntries } from '../entries.ts';
import { createHeartbeats } from './heartbeats.ts';
import { createWebLocks, type Locks } from './locks.ts';

const CHANNEL = 'holdfast:tabs';
const BUFFER_LOCK = 'holdfast:buffer:';
const LEADER_LOCK = 'holdfast:leader:';
/** In `sessionStorage`, which survives a reload and is copied to a duplicated tab. */
const OWN_BUFFER_KEY = 'holdfast:buffer';
/** How long a reloaded page waits until the old page releases its buffer. In a duplicated tab this wait is in vain. */
const PREDECESSOR_WAIT_MS = 750;

/** This tab and the other tabs of the site in this browser. */
export function createTabs(locks: Locks = availableLocks()): Tabs & { close(): void } {
  const channel = new BroadcastChannel(CHANNEL);
  const letGo = new Map<string, () => void>();

  const take = async (bufferId: string, waitMs: number): Promise<boolean> => {
    if (letGo.has(bufferId)) return true;
    const release = await locks.take(BUFFER_LOCK + bufferId, waitMs);
    if (!release) return false;
    letGo.set(bufferId, release);
    return true;
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
      letGo.get(bufferId)?.();
      letGo.delete(bufferId);
      if (forget && ownBuffer.read() === bufferId) ownBuffer.forget();
    },
    async held() {
      const names = [...(await locks.held())].filter((name) => name.startsWith(BUFFER_LOCK));
      return new Set(names.map((name) => name.slice(BUFFER_LOCK.length)));
    },
    lead: (name, start) => locks.queue(LEADER_LOCK + name, start),
    post: (message) => channel.postMessage(message),
    subscribe(listener) {
      const receive = ({ data }: MessageEvent<TabMessage>) => listener(data);
      channel.addEventListener('message', receive);
      return () => channel.removeEventListener('message', receive);
    },
    close: () => channel.close(),
  };
}

function availableLocks(): Locks {
  return navigator.locks ? createWebLocks(navigator.locks) : createHeartbeats(localEntries);
}

/** If storage is disabled, a reload resumes nothing, since nothing was stored. */
const ownBuffer = {
  read: () => attempt(() => sessionStorage.getItem(OWN_BUFFER_KEY), null),
  write: (bufferId: string) =>
    attempt(() => sessionStorage.setItem(OWN_BUFFER_KEY, bufferId), undefined),
  forget: () => attempt(() => sessionStorage.removeItem(OWN_BUFFER_KEY), undefined),
};
