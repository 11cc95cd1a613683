import type { Connectivity, PageEvent } from '../kernel/index.ts';

/** Signs of activity are reported at most this often. */
const ACTIVE_EVERY_MS = 10_000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'];

/** Tells from the browser's events whether it is online and the page is visible. */
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
      const options = { signal: events.signal, passive: true, capture: true };
      const on = (target: EventTarget, names: readonly string[], tell: (event: Event) => void) => {
        for (const name of names) target.addEventListener(name, tell, options);
      };
      const asItIs = ({ type }: Event) => listener(type as PageEvent);
      on(window, ['online', 'offline', 'pagehide', 'pageshow'], asItIs);
      on(document, ['freeze', 'resume'], asItIs);
      on(document, ['visibilitychange'], () => listener(this.visible ? 'visible' : 'hidden'));
      let toldMs = Number.NEGATIVE_INFINITY;
      on(window, SIGNS_OF_LIFE, ({ timeStamp }) => {
        if (timeStamp - toldMs < ACTIVE_EVERY_MS) return;
        toldMs = timeStamp;
        listener('active');
      });
      return () => events.abort();
    },
  };
}
