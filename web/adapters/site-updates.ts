/** How often an open page checks for a new version. */
const LOOK_AGAIN_MS = 60 * 60 * 1000;

/** Both load the whole site, so they wait until the page itself is loaded. */
const START_AFTER_MS = 2000;

/** Loads the scripts of all screens and dialogs: without a service worker they could not be loaded offline. */
function loadLater(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-later]'))
    link.rel = 'modulepreload';
}

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

  const start = () => {
    if (!container?.controller) loadLater();
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
  };
  setTimeout(start, START_AFTER_MS);

  return {
    apply() {
      container?.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration?.waiting?.postMessage('activate');
    },
  };
}
