import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

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
