import type { TabMessage, Tabs } from '../ports/browser.ts';

/** What the tabs of one browser share. */
export interface TabRegistry {
  readonly holders: Map<string, object>;
  readonly leaders: Map<string, { readonly tab: object; readonly start: () => void }[]>;
  readonly listeners: Map<object, Set<(message: TabMessage) => void>>;
}

export function createTabRegistry(): TabRegistry {
  return { holders: new Map(), leaders: new Map(), listeners: new Map() };
}

/** A tab. `end` is what happens when it dies in any way; `sessionStorage` outlives a reload. */
export function createMemoryTabs(
  registry: TabRegistry,
  sessionStorage: { bufferId: string | null },
): Tabs & { end(): void } {
  const tab = {};
  const { holders, leaders, listeners } = registry;
  const isFree = (bufferId: string) => [undefined, tab].includes(holders.get(bufferId));

  function giveUp(name: string): void {
    const queue = leaders.get(name) ?? [];
    const wasFirst = queue[0]?.tab === tab;
    const rest = queue.filter((one) => one.tab !== tab);
    leaders.set(name, rest);
    if (wasFirst) rest[0]?.start();
  }

  return {
    async restore() {
      const { bufferId } = sessionStorage;
      if (bufferId === null || !isFree(bufferId)) return null;
      holders.set(bufferId, tab);
      return bufferId;
    },
    async hold(bufferId) {
      if (!isFree(bufferId)) return false;
      holders.set(bufferId, tab);
      sessionStorage.bufferId = bufferId;
      return true;
    },
    release(bufferId, forget) {
      if (holders.get(bufferId) === tab) holders.delete(bufferId);
      if (forget && sessionStorage.bufferId === bufferId) sessionStorage.bufferId = null;
    },
    held: async () => new Set(holders.keys()),
    lead(name, start) {
      const queue = [...(leaders.get(name) ?? []), { tab, start }];
      leaders.set(name, queue);
      if (queue.length === 1) start();
      return () => giveUp(name);
    },
    post(message) {
      for (const [other, heard] of listeners)
        if (other !== tab) for (const listener of [...heard]) listener(message);
    },
    subscribe(listener) {
      const own = listeners.get(tab) ?? new Set();
      listeners.set(tab, own.add(listener));
      return () => own.delete(listener);
    },
    end() {
      for (const [bufferId, holder] of [...holders]) if (holder === tab) holders.delete(bufferId);
      listeners.delete(tab);
      for (const name of leaders.keys()) giveUp(name);
    },
  };
}
