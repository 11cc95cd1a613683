/** A response that is not used within this time is dropped, because it may be outdated. */
const KEPT_MS = 60_000;

/** GET requests that were sent early, by path. */
export type Begun = Map<
  string,
  { readonly answer: Promise<Response>; readonly leaving: AbortController }
>;

/** Sends a GET request early, before the code that needs its response is loaded. */
export function begin(begun: Begun, path: string, send: typeof fetch = fetch): void {
  const leaving = new AbortController();
  const answer = send(path, {
    headers: { Accept: 'application/json' },
    redirect: 'manual',
    cache: 'no-store',
    signal: leaving.signal,
  });
  // Who takes the response handles the failure.
  answer.catch(() => undefined);
  begun.set(path, { answer, leaving });
  setTimeout(() => begun.delete(path), KEPT_MS);
}

/** As `send`, but the first GET of a path that was begun gets that response. */
export function fetchBegun(begun: Begun, send: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const path = String(input);
    const early = (init?.method ?? 'GET') === 'GET' ? begun.get(path) : undefined;
    begun.delete(path);
    if (early) abortWith(init?.signal, early.leaving);
    // After a failure the request is sent again; with an aborted signal, that fails too.
    return (await early?.answer.catch(() => undefined)) ?? send(input, init);
  };
}

/** Aborts `other` when the signal aborts. */
function abortWith(signal: AbortSignal | null | undefined, other: AbortController): void {
  const abort = () => other.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
}
