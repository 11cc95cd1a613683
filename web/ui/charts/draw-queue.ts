/** Something that is to show a newer state: a card, or a canvas. */
export interface Drawing {
  /** How far it is from what is on screen; 0 where it is in sight. */
  distance(): number;
  draw(): void;
}

export interface DrawQueueOptions {
  /** Runs something once the next frame is on screen. */
  afterFrame(run: () => void): void;
  /** Milliseconds. */
  now(): number;
}

/** So long a task may go on with the next drawing; what a canvas has been given is painted by the frame after. */
const TASK_MS = 8;

/**
 * Draws one thing after the other, as many after each frame as take little time and one at least, so that no task takes
 * long however many change at once: first what is in sight, then what is nearest to it. Until its turn has come, each
 * shows what it has shown.
 */
export class DrawQueue {
  readonly #options: DrawQueueOptions;
  readonly #waiting = new Set<Drawing>();
  #isAsked = false;
  #isPrinting = false;

  constructor(options: DrawQueueOptions) {
    this.#options = options;
  }

  ask(drawing: Drawing): void {
    this.#waiting.add(drawing);
    if (this.#isPrinting) this.now(drawing);
    else this.#askTurn();
  }

  isWaiting(drawing: Drawing): boolean {
    return this.#waiting.has(drawing);
  }

  forget(drawing: Drawing): void {
    this.#waiting.delete(drawing);
  }

  /** Draws it out of its turn, if it is waiting. */
  now(drawing: Drawing): void {
    if (this.#waiting.delete(drawing)) drawing.draw();
  }

  /** Draws all that are waiting, and until the page is printed whatever asks. */
  print(isPrinting: boolean): void {
    this.#isPrinting = isPrinting;
    if (isPrinting) for (const drawing of [...this.#waiting]) this.now(drawing);
  }

  #askTurn(): void {
    if (this.#isAsked || this.#waiting.size === 0) return;
    this.#isAsked = true;
    this.#options.afterFrame(() => void this.#takeTurns());
  }

  async #takeTurns(): Promise<void> {
    const { now } = this.#options;
    const end = now() + TASK_MS;
    try {
      do {
        const next = this.#nearest();
        if (next) this.now(next);
        // What it has only begun, a rendering for instance, is done now: in microtasks, so it counts.
        await null;
      } while (this.#waiting.size > 0 && now() < end);
    } finally {
      // One that fails does not keep the others from their turn.
      this.#isAsked = false;
      this.#askTurn();
    }
  }

  #nearest(): Drawing | null {
    let nearest: Drawing | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const drawing of this.#waiting) {
      const distance = drawing.distance();
      if (distance === 0) return drawing;
      if (nearest && distance >= least) continue;
      nearest = drawing;
      least = distance;
    }
    return nearest;
  }
}

/** Of all cards and charts of the page: what has made them wait is on screen before they are drawn. */
export const drawQueue = new DrawQueue({
  afterFrame: (run) => requestAnimationFrame(() => setTimeout(run)),
  now: () => performance.now(),
});

/** What the browser itself leaves out, since it is far from what is on screen. */
const FAR_PX = 1e6;

/** How far an element is above or below what is on screen. */
export function distanceFromView(element: Element): number {
  if (!element.checkVisibility({ contentVisibilityAuto: true })) return FAR_PX;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}
