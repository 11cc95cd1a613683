/** How often an open page checks for a new version. */
const LOOK_AGAIN_MS = 60 * 60 * 1000;

/** A new worker loads the whole site, so it waits until the page itself is loaded. */
const REGISTER_AFTER_MS = 2000;

/**
 * Registers the service worker, and calls `onReady` when a newer build is ready.
 * @returns `apply`, which activates the newer build and reloads this page.
 */
export function watchForUpdates(onReady: () => void): { apply(): void } {
  let registration: ServiceWorkerRegistration | undefined;
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;

  const offer = () => {
    // Without a controller this is the first visit, and no older build is replaced.
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
      // A browser setting blocks it: the site works, except offline.
      .catch(() => undefined);
  setTimeout(register, REGISTER_AFTER_MS);

  return {
    apply() {
      container?.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration?.waiting?.postMessage('activate');
    },
  };
}
