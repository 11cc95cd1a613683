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

/** Moves the focus among `items` on arrow keys, Home, End and letters. Returns the item that got the focus. */
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

/** Whether the person has used this page. `navigator.userActivation` would include the page before a reload. */
let isUsed = false;

/** Call once at page start. */
export function watchFirstUse(): void {
  const use = () => {
    isUsed = true;
  };
  for (const event of ['click', 'keydown']) addEventListener(event, use, { capture: true });
}

/**
 * For the heading of a screen: focuses it when the screen appears, if the element that had the focus is
 * gone. Does nothing at page load, before the person has used the page, so that the first Tab reaches the skip link.
 */
export function useArrival(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isNobodys = document.activeElement === document.body;
    if (isNobodys && isUsed) heading.current?.focus();
  }, []);
  return heading;
}

/**
 * The key of a shortcut, in lower case. On layouts without Latin letters (Cyrillic, Greek, Arabic), the Latin letter
 * at the same position, so that Ctrl+S is where people expect it.
 */
export function shortcutKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const isOther = [...key].length === 1 && /\p{L}/u.test(key) && !/[a-z]/i.test(key);
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return (isOther && letter ? letter : key).toLowerCase();
}

/**
 * Hides the keys of an input method from the page's handlers: during a composition Enter and Escape belong to the input
 * method. In Safari the Enter that ends a composition can be recognised only by its key code.
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

/** Click handler for a link that acts in this page. Clicks that open a new tab or window are left to the browser. */
export function onPlainClick(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
