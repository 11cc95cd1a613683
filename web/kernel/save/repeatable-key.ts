import type { Clock } from '../ports/clock.ts';

/** An `Idempotency-Key` for something a person asks for again when no answer came. */
export interface RepeatableKey {
  /** The same key for the same thing until it is made: asking again makes no second one. */
  of(what: string): string;
  made(): void;
}

export function createRepeatableKey(clock: Clock): RepeatableKey {
  let last: { readonly what: string; readonly key: string } | null = null;
  return {
    of(what) {
      if (last?.what !== what) last = { what, key: clock.key() };
      return last.key;
    },
    made() {
      last = null;
    },
  };
}
