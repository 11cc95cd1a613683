/** Lets pauses end: the network is back, somebody signed in, a person said "try again". */
export interface Wake {
  /** How often it rang so far. */
  readonly count: number;
  /** Resolves when it rings, or at once if it has rung since it stood at `count`. */
  after(count: number): Promise<void>;
  ring(): void;
}

export function createWake(): Wake {
  const sleeping = new Set<() => void>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    after(since) {
      if (since !== count) return Promise.resolve();
      return new Promise((resolve) => sleeping.add(resolve));
    },
    ring() {
      count += 1;
      for (const end of sleeping) end();
      sleeping.clear();
    },
  };
}
