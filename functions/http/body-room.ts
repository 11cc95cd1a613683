import { Busy } from './errors.ts';

/** Longest wait for memory, in ms. Together with the database's 25 s it stays below the site's 45 s. */
const ROOM_WAIT_MS = 15_000;

/**
 * The memory of one instance for request bodies and large responses. Requests queue for it, so that many
 * large saves run one after another instead of exhausting the process's memory.
 */
export class BodyRoom {
  readonly bytes: number;
  readonly #waitMs: number;
  readonly #waiting: (() => boolean)[] = [];
  #freeBytes: number;

  constructor(bytes: number, waitMs = ROOM_WAIT_MS) {
    this.bytes = bytes;
    this.#freeBytes = bytes;
    this.#waitMs = waitMs;
  }

  /** Reserves `bytes`, first come, first served. Throws Busy after a timeout. */
  async take(bytes: number): Promise<void> {
    if (this.#waiting.length === 0 && this.#tryTake(bytes)) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const admit = () => {
      if (!this.#tryTake(bytes)) return false;
      clearTimeout(timer);
      resolve();
      return true;
    };
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(admit), 1);
      reject(new Busy('Too many large requests at once. Nothing was written. Try again.'));
      this.give(0);
    }, this.#waitMs);
    this.#waiting.push(admit);
    return promise;
  }

  /** Releases `bytes` and admits the queued requests that now fit. */
  give(bytes: number): void {
    this.#freeBytes += bytes;
    while (this.#waiting[0]?.()) this.#waiting.shift();
  }

  #tryTake(bytes: number): boolean {
    if (bytes > this.#freeBytes) return false;
    this.#freeBytes -= bytes;
    return true;
  }
}

/** What one request has reserved, from before its body is decompressed until its response is encoded. */
export class RoomShare {
  #room: BodyRoom | undefined;
  #bytes = 0;

  /** Reserves more. Throws Busy. */
  async take(room: BodyRoom, bytes: number): Promise<void> {
    await room.take(bytes);
    this.#room = room;
    this.#bytes += bytes;
  }

  /** Like `take`, but reserves at most the rest of the whole room. */
  takeAtMost(room: BodyRoom, bytes: number): Promise<void> {
    return this.take(room, Math.min(bytes, room.bytes - this.#bytes));
  }

  /** Releases everything. */
  release(): void {
    this.#room?.give(this.#bytes);
    this.#bytes = 0;
  }
}
