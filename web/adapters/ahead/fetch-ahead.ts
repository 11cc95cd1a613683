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
  const begun = new Map<string, Promise<Response>>();
  return {
    begin(path) {
      const answer = fetchWhileMoving(send, path, {
        headers: { Accept: 'application/json' },
        redirect: 'manual',
        cache: 'no-store',
      });
      // The caller of `fetch` handles the failure.
      answer.catch(() => undefined);
      begun.set(path, answer);
      setTimeout(() => begun.delete(path), KEPT_MS);
    },
    async fetch(input, init) {
      const path = String(input);
      const early = (init?.method ?? 'GET') === 'GET' ? begun.get(path) : undefined;
      begun.delete(path);
      // After a failure the request is sent again.
      const response = early?.catch(() => undefined);
      return (
        (response && (await Promise.race([response, aborted(init?.signal)]))) ?? send(input, init)
      );
    },
  };
}

/** Never resolves. Rejects when the signal aborts. */
function aborted(signal?: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal?.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
}
