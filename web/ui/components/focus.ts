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

/**
 * The key of a shortcut, in lower case. Where the layout writes no Latin letter (Cyrillic, Greek, Arabic), the letter that
 * a Latin one has at the same place, so that Ctrl+S is where the hand expects it.
 */
export function shortcutKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isOther = [...key].length === 1 && /\p{L}/u.test(key) && !/[a-z]/i.test(key);
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return (isOther && letter ? letter : key).toLowerCase();
}

/**
 * Keeps the keys of an input method from the page's own keys: while it composes, Enter and Escape belong to it and end
 * nothing here. Safari tells the Enter that ends a composition by its key code only.
 */
export function leaveKeysToInputMethods(): void {
  addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** A link's click that acts in this page; one that asks for a new tab or window is the browser's. */
export function onPlainClick(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
