/** How often a page that stays open looks for a new version. */
const LOOK_AGAIN_MS = 60 * 60 * 1000;

/** The worker loads the whole site when it is new; the page that is being opened goes first. */
const REGISTER_AFTER_MS = 2000;

/**
 * Registers the service worker and says when a newer build waits.
 * @returns `apply`, which lets the waiting build take over and reloads this page with it.
 */
export function watchForUpdates(onReady: () => void): { apply(): void } {
  let registration: ServiceWorkerRegistration | undefined;
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;

  const offer = () => {
    // Without a controller it is the first visit: nothing is replaced.
    if (registration?.waiting && container?.controller) onReady();
  };

  const register = () =>
    container
      ?.register('/sw.js', { updateViaCache: 'none' })
      .then((found) => {
        registration = found;
        offer();
        found.addEventListener('updatefound', () => {
          found.installing?.addEventListener('statechange', offer);
        });
        setInterval(() => found.update().catch(() => undefined), LOOK_AGAIN_MS);
      })
      // Blocked by a setting of the browser: the site works, only not offline.
      .catch(() => undefined);
  setTimeout(register, REGISTER_AFTER_MS);

  return {
    apply() {
      container?.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration?.waiting?.postMessage('activate');
    },
  };
}
