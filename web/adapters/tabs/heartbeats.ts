import type { Entries } from '../../kernel/index.ts';
import type { Locks } from './locks.ts';

const PREFIX = 'holdfast:alive:';
const BEAT_MS = 5_000;
/** After this time without a heartbeat a tab counts as closed. In hidden pages timers run only once a minute. */
const SILENT_MS = 90_000;

/** Locks for browsers without Web Locks: each holder writes the time into localStorage every few seconds. */
export function createHeartbeats(
  entries: Entries,
  now: () => number = Date.now,
  self: string = crypto.randomUUID(),
): Locks {
  const holder = (name: string): string | null => {
    const [tab = '', time = ''] = (entries.read(PREFIX + name) ?? '').split(' ');
    return now() - Number(time) < SILENT_MS ? tab : null;
  };
  const hold = (name: string): (() => void) => {
    const beat = () => entries.write(PREFIX + name, `${self} ${now()}`);
    beat();
    const timer = setInterval(beat, BEAT_MS);
    return () => {
      clearInterval(timer);
      if (holder(name) === self) entries.remove(PREFIX + name);
    };
  };
  const isFree = (name: string) => [null, self].includes(holder(name));

  return {
    // Does not wait: a release is not announced, so waiting a moment would rarely help.
    take: async (name) => (isFree(name) ? hold(name) : null),
    queue(name, start) {
      let letGo = () => {};
      const attempt = () => {
        if (!isFree(name)) return;
        clearInterval(timer);
        letGo = hold(name);
        start();
      };
      const timer = setInterval(attempt, BEAT_MS);
      attempt();
      return () => {
        clearInterval(timer);
        letGo();
      };
    },
    held: async () => {
      const names = entries.keys(PREFIX).map((key) => key.slice(PREFIX.length));
      return new Set(names.filter((name) => holder(name) !== null));
    },
  };
}
