/** Longer than the 45 s after which the site itself gives up a call to its API. */
export const CALL_TIMEOUT_MS = 60_000;

/** As `fetch`, but aborts if no byte of the response arrives for `timeoutMs`: a large one may take longer in all. */
export async function fetchWhileMoving(
  fetchFunction: typeof fetch,
  url: string,
  { signal, ...init }: Omit<RequestInit, 'signal'> & { signal?: AbortSignal | undefined },
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<Response> {
  const still = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moves = () => {
    clearTimeout(timer);
    timer = setTimeout(() => still.abort(), timeoutMs);
  };
  moves();
  const signals = signal ? AbortSignal.any([signal, still.signal]) : still.signal;
  const response = await fetchFunction(url, { ...init, signal: signals });
  // Reads a copy, to see what arrives.
  response
    .clone()
    .body?.pipeTo(new WritableStream({ write: moves }))
    .catch(() => {});
  return response;
}
