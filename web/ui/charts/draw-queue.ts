import { effect, signal, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';

/** Something on the page that can be drawn again: a card or a chart. */
export interface Drawing {
  /** Pixels from the visible part of the page; 0 if it is visible. */
  distance(): number;
  draw(): void;
}

export interface DrawQueueOptions {
  /** Runs a task after the next frame. */
  afterFrame(run: () => void): void;
  /** The current time in milliseconds. */
  now(): number;
}

/** A task that has taken less time continues with the next drawing. */
const TASK_MS = 8;

/**
 * Draws cards and charts one by one, at least one after each frame, so that no task is long however many change at once.
 * Visible ones come first, then those nearest to them. Until its turn, each shows its previous picture.
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

  /** Draws it immediately, if it is waiting. */
  now(drawing: Drawing): void {
    if (this.#waiting.delete(drawing)) drawing.draw();
  }

  /** Draws everything that is waiting, and whatever else asks while the page is being printed. */
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
        // Rendering and uPlot finish in microtasks: wait for them, so that their time counts.
        await null;
      } while (this.#waiting.size > 0 && now() < end);
    } finally {
      // The others are drawn even if one fails.
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

/** The queue of the page. Drawing begins after a frame, so an event's own result is visible first. */
export const drawQueue = new DrawQueue({
  afterFrame: (run) => requestAnimationFrame(() => setTimeout(run)),
  now: () => performance.now(),
});

/** For elements that the browser skips because they are far from the visible part. */
const FAR_PX = 1e6;

/** Pixels from an element to the visible part of the page. */
export function distanceFromView(element: Element): number {
  if (!element.checkVisibility({ contentVisibilityAuto: true })) return FAR_PX;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}

/** The number of cards that were rendered and have no picture yet. */
const unfinished = signal(0);

/** Has the cards out of sight wait, as long as the component is there. */
export function useUnfinished(): void {
  useLayoutEffect(() => {
    unfinished.value += 1;
    return () => {
      unfinished.value -= 1;
    };
  }, []);
}

/** Has the cards out of sight wait for what a card in sight loads. */
export async function whileUnfinished<T>(loading: Promise<T>): Promise<T> {
  unfinished.value += 1;
  try {
    return await loading;
  } finally {
    unfinished.value -= 1;
  }
}

/**
 * Runs something whenever everything in sight is finished, until cancelled. Of several, the nearest to the visible part
 * comes first.
 * @returns cancels it.
 */
function afterSight(distance: () => number, run: () => void): () => void {
  const turn: Drawing = {
    distance,
    draw() {
      if (unfinished.peek() === 0) run();
    },
  };
  const stop = effect(() => {
    if (unfinished.value === 0) drawQueue.ask(turn);
  });
  return () => {
    stop();
    drawQueue.forget(turn);
  };
}

/** Resolves when everything in sight is finished, but no later than after `atMostMs`. */
export function sightFinished(atMostMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = afterSight(() => 1, resolve);
  const timer = setTimeout(resolve, atMostMs);
  return promise.finally(() => {
    stop();
    clearTimeout(timer);
  });
}

/**
 * Whether it is time to render what is in an element: at once if it is in sight or there is no such element. Else when
 * everything in sight is finished, or as soon as it comes into sight or is printed.
 */
export function useFirstTurn(find: () => Element | null): boolean {
  const isDue = useSignal(false);
  useLayoutEffect(() => {
    const element = find();
    const render = () => {
      isDue.value = true;
    };
    if (!element || distanceFromView(element) === 0) return render();
    const stop = afterSight(() => distanceFromView(element), render);
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) render();
    });
    observer.observe(element);
    addEventListener('beforeprint', render);
    return () => {
      stop();
      removeEventListener('beforeprint', render);
      observer.disconnect();
    };
  }, []);
  return isDue.value;
}

/** Pause after which a follower starts. */
const CALM_MS = 300;

/**
 * A list that follows `wanted` after a pause, one step per frame.
 * @param nearer one step from a list to `wanted`; the same object when it is there.
 */
export function useFollower<T>(
  wanted: readonly T[],
  nearer: (wanted: readonly T[], list: readonly T[]) => readonly T[],
): readonly T[] {
  const list = useSignal(wanted);
  useEffect(() => {
    let frame = 0;
    const ask = () => drawQueue.ask(turn);
    const turn: Drawing = {
      distance: () => 0,
      draw() {
        const next = nearer(wanted, list.peek());
        if (next === list.peek()) return;
        list.value = next;
        // The browser's work for a step comes with the next frame, which the queue cannot measure.
        frame = requestAnimationFrame(ask);
      },
    };
    const timer = setTimeout(ask, CALM_MS);
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      drawQueue.forget(turn);
    };
  }, [wanted.join()]);
  return list.value;
}
