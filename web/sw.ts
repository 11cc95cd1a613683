/**
 * The service worker: serves the page and its hashed files from the cache of one build, so that the
 * site opens offline and a page never mixes two builds. It never touches `/api`, `/.auth`, `/login`,
 * `/logout` or `/signed-in`, and a new build takes over only when a page asks it to.
 */

/** The part of the service worker's global scope that is used here; lib "dom" does not have it. */
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Lifetime) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchRequested) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}
interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchRequested extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as WorkerScope;
const CACHE = `build-${BUILD_ID}`;
/** Pages that are still open may run the build before this one. */
const BUILDS_KEPT = 2;
/** What only the network may answer. */
const NETWORK_ONLY = /^\/(api|\.auth|login|logout|signed-in)(\/|$)/;

scope.addEventListener('install', (event) => event.waitUntil(storeBuild()));
// The page of a first visit has no service worker yet; it was loaded from the same build, just before.
scope.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([scope.clients.claim(), removeOldBuilds()])),
);
scope.addEventListener('message', ({ data }) => {
  if (data === 'activate') scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (NETWORK_ONLY.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(cachedOrFetched('/', CACHE, request));
  else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(cachedOrFetched(request, undefined, request));
  } else if (SHELL_ASSETS.includes(url.pathname)) {
    event.respondWith(cachedOrFetched(request, CACHE, request));
  }
});

async function storeBuild(): Promise<void> {
  const cache = await caches.open(CACHE);
  const paths = [...SHELL_ASSETS, ...ON_DEMAND_ASSETS];
  await cache.addAll(paths.map((path) => new Request(path, { cache: 'reload' })));
}

/** `keys()` answers in the order of creation. */
async function removeOldBuilds(): Promise<void> {
  const old = (await caches.keys()).slice(0, -BUILDS_KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function cachedOrFetched(
  key: RequestInfo,
  cacheName: string | undefined,
  request: Request,
): Promise<Response> {
  const cached = await caches.match(key, cacheName === undefined ? {} : { cacheName });
  return cached ?? fetch(request);
}
