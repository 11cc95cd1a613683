import { fetchWhileMoving } from '../api/fetch-while-moving.ts';

/** A response that is not used within this time is dropped, because it may be outdated. */
const KEPT_MS = 60_000;

export interface FetchAhead {
  /** Sends a GET request early, before the code that needs it is loaded. */
  begin(path: string): void;
  /** As `fetch`. The first GET of a path that was begun gets that response. */
  readonly fetch: typeof fetch;
}

/** Fetches what an address needs while the page's code is still loading. */
export function createFetchAhead(send: typeof fetch): FetchAhead {
  const begun = new Map<string, { answer: Promise<Response>; leaving: AbortController }>();
  return {
    begin(path) {
      const leaving = new AbortController();
      const answer = fetchWhileMoving(send, path, {
        headers: { Accept: 'application/json' },
        redirect: 'manual',
        cache: 'no-store',
        signal: leaving.signal,
      });
      // The caller of `fetch` handles the failure.
      answer.catch(() => undefined);
      begun.set(path, { answer, leaving });
      setTimeout(() => begun.delete(path), KEPT_MS);
    },
    async fetch(input, init) {
      const path = String(input);
      const early = (init?.method ?? 'GET') === 'GET' ? begun.get(path) : undefined;
      begun.delete(path);
      if (early) abortWith(init?.signal, early.leaving);
      // After a failure the request is sent again; with an aborted signal, that fails too.
      return (await early?.answer.catch(() => undefined)) ?? send(input, init);
    },
  };
}

/** Aborts `other` when the signal aborts. */
function abortWith(signal: AbortSignal | null | undefined, other: AbortController): void {
  const abort = () => other.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
}
