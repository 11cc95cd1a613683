import { Busy } from './errors.ts';

/** Longest wait for room, in ms: with the 25 s of the database, well within the site's 45 s. */
const ROOM_WAIT_MS = 15_000;

/**
 * The memory that one instance has for request bodies and large answers. Requests that find no room wait in line,
 * so that many large saves at once are done one after the other instead of using up the process's memory.
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

  /** Reserves `bytes`, first come first served. Throws Busy after waiting in vain. */
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

  /** Gives `bytes` back and admits those in line for whom there is room now. */
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

/** What one request has reserved of the room, from before its body is unpacked until its answer is packed. */
export class RoomShare {
  #room: BodyRoom | undefined;
  #bytes = 0;

  /** Adds to what it holds. Throws Busy. */
  async take(room: BodyRoom, bytes: number): Promise<void> {
    await room.take(bytes);
    this.#room = room;
    this.#bytes += bytes;
  }

  /** The same, but never more than the whole room has. */
  takeAtMost(room: BodyRoom, bytes: number): Promise<void> {
    return this.take(room, Math.min(bytes, room.bytes - this.#bytes));
  }

  /** Gives back all that it holds. */
  release(): void {
    this.#room?.give(this.#bytes);
    this.#bytes = 0;
  }
}
