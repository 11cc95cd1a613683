import type { Connectivity, PageEvent } from '../kernel/index.ts';

/** Whether there is a network and somebody looks at the page, from the browser's own events. */
export function createConnectivity(): Connectivity {
  return {
    get online() {
      return navigator.onLine;
    },
    get visible() {
      return document.visibilityState === 'visible';
    },
    subscribe(listener) {
      const events = new AbortController();
      const { signal } = events;
      const on = (target: EventTarget, name: PageEvent) =>
        target.addEventListener(name, () => listener(name), { signal });
      on(window, 'online');
      on(window, 'offline');
      on(window, 'pagehide');
      on(window, 'pageshow');
      on(document, 'freeze');
      on(document, 'resume');
      document.addEventListener(
        'visibilitychange',
        () => listener(document.visibilityState === 'visible' ? 'visible' : 'hidden'),
        { signal },
      );
      return () => events.abort();
    },
  };
}
