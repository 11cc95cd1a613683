import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Moves the focus among `items` for arrows, Home, End and a letter; answers the item that got it. */
export function focusNeighbour(
  event: KeyboardEvent,
  items: readonly HTMLElement[],
): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = steps[event.key];
  const target = step
    ? items[step(at, items.length)]
    : event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== ' '
      ? startingWith(event.key, [...items.slice(at + 1), ...items.slice(0, at + 1)])
      : undefined;
  if (!target) return undefined;
  event.preventDefault();
  target.focus();
  return target;
}

function startingWith(letter: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  return items.find((item) =>
    item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase()),
  );
}

/**
 * For the heading of a screen: it takes the focus when the screen comes, where what had the focus is
 * gone with the screen before. Before anybody has done anything the browser's own start is right.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isNobodys = document.activeElement === document.body;
    if (isNobodys && navigator.userActivation?.hasBeenActive) heading.current?.focus();
  }, []);
  return heading;
}
