import type { Journaled, JournalReason } from '../ports/journal.ts';
import type { FakeClock } from './fake-clock.ts';
import type { MemoryDisk } from './memory-disk.ts';

type Call = <T>(name: string, work: () => Journaled<T>) => Promise<Journaled<T>>;

/** How the calls of one tab reach the disk: in order, as slowly or badly as a test wants, until the tab dies. */
export interface JournalCalls {
  /** What every write answers instead of being done; null when all is well. */
  fault: JournalReason | null;
  /** How long one call takes. */
  latencyMs: () => number;
  /** Names of the calls made, in order. */
  readonly calls: string[];
  readonly read: Call;
  readonly write: Call;
  /** The tab died: of what it had asked for, some may still be carried out. */
  end(landsAfterwards?: () => boolean): void;
}

export function createJournalCalls(disk: MemoryDisk, clock: FakeClock): JournalCalls {
  let lands: (() => boolean) | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  function inOrder<T>(name: string, work: () => Journaled<T>): Promise<Journaled<T>> {
    self.calls.push(name);
    const result = tail.then(async () => {
      // What a dead tab had not begun never happens.
      if (lands !== null) return never<T>();
      return (await disk.transaction(() => transaction(work))) ?? never<T>();
    });
    tail = result;
    return result;
  }

  /** null when the tab died in the middle: nobody hears of it. */
  async function transaction<T>(work: () => Journaled<T>): Promise<Journaled<T> | null> {
    const ms = self.latencyMs();
    if (ms > 0) await new Promise<void>((resolve) => clock.after(ms, resolve));
    if (lands !== null && !lands()) return null;
    const result = work();
    return lands === null ? result : null;
  }

  const self: JournalCalls = {
    fault: null,
    latencyMs: () => 0,
    calls: [],
    read: inOrder,
    write: (name, work) =>
      inOrder(name, () => (self.fault === null ? work() : failure(self.fault))),
    end(landsAfterwards = () => false) {
      lands = landsAfterwards;
    },
  };
  return self;
}

function never<T>(): Promise<Journaled<T>> {
  return new Promise(() => {});
}

export function ok<T>(value: T): Journaled<T> {
  return { ok: true, value };
}

export function failure(reason: JournalReason): Journaled<never> {
  return { ok: false, reason, message: `The journal says: ${reason}` };
}
