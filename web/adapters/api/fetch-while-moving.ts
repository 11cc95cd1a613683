/** Longer than the 45 s after which the site itself gives up a call to its API. */
export const CALL_TIMEOUT_MS = 60_000;

/** A response and its body. */
export type Arrived = readonly [Response, Uint8Array<ArrayBuffer>];

/**
 * As `fetch`, but with the body, and aborts if no byte arrives for `timeoutMs`: a large response may take longer in all.
 * Reading the parts takes half the time of `text()` beside a copy that is watched.
 */
export async function fetchWhileMoving(
  fetchFunction: typeof fetch,
  url: string,
  { signal, ...init }: Omit<RequestInit, 'signal'> & { signal?: AbortSignal | undefined },
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<Arrived> {
  const still = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moves = () => {
    clearTimeout(timer);
    timer = setTimeout(() => still.abort(), timeoutMs);
  };
  moves();
  const either = AbortSignal.any([still.signal, signal ?? still.signal]);
  const response = await fetchFunction(url, { ...init, signal: either });
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = (await reader?.read())?.value;
    if (!part) break;
    moves();
    parts.unshift(part);
    length += part.length;
  }
  const bytes = new Uint8Array(length);
  for (const part of parts) {
    length -= part.length;
    bytes.set(part, length);
  }
  return [response, bytes];
}
