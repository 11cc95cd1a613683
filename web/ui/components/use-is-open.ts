import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Whether the component is still on screen, for what ends after it may have gone. */
export function useIsOpen(): RefObject<boolean> {
  const isOpen = useRef(true);
  useEffect(
    () => () => {
      isOpen.current = false;
    },
    [],
  );
  return isOpen;
}
