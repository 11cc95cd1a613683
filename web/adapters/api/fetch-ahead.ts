import { CALL_TIMEOUT_MS } from './client.ts';

/** Longer than this an answer is not kept: what is asked for then should be as it is then. */
const KEPT_MS = 10_000;

export interface FetchAhead {
  /** Sends a GET that is about to be made, before it is known who makes it. */
  begin(path: string): void;
  /** `fetch`; the first GET of a path that was begun takes that answer. */
  readonly fetch: typeof fetch;
}

/** Lets what an address needs from the API come while the page's code still does. */
export function createFetchAhead(send: typeof fetch = fetch): FetchAhead {
  const begun = new Map<string, Promise<Response>>();
  return {
    begin(path) {
      const answer = send(path, {
        headers: { Accept: 'application/json' },
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      });
      // Whoever takes it sees why it failed.
      answer.catch(() => undefined);
      begun.set(path, answer);
      setTimeout(() => begun.delete(path), KEPT_MS);
    },
    async fetch(input, init) {
      const path = String(input);
      const early = (init?.method ?? 'GET') === 'GET' ? begun.get(path) : undefined;
      begun.delete(path);
      // One that failed is asked again, as if nothing had been begun.
      return (await early?.catch(() => undefined)) ?? send(input, init);
    },
  };
}
