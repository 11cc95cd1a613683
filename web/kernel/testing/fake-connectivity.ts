import type { Connectivity, PageEvent } from '../ports/browser.ts';

export interface FakeConnectivity extends Connectivity {
  online: boolean;
  visible: boolean;
  /** The browser's event, with what it means for `online` and `visible`. */
  happen(event: PageEvent): void;
}

export function createFakeConnectivity(): FakeConnectivity {
  const listeners = new Set<(event: PageEvent) => void>();
  return {
    online: true,
    visible: true,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    happen(event) {
      if (event === 'online' || event === 'offline') this.online = event === 'online';
      if (event === 'visible' || event === 'hidden') this.visible = event === 'visible';
      for (const listener of [...listeners]) listener(event);
    },
  };
}
