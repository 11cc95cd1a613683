/** Smaller differences come from the time that a response takes, and from its date having no milliseconds. */
const TOLERANCE_MS = 3000;

/**
 * As `send`, and tells from the header `Date` of each response by how many milliseconds the server's clock is ahead of
 * this device's. Called only when that has changed; at first they count as equal.
 */
export function hearingServerClock(
  send: typeof fetch,
  onAhead: (milliseconds: number) => void,
): typeof fetch {
  let told = 0;
  return async (...request) => {
    const response = await send(...request);
    const ahead = Date.parse(response.headers.get('Date') ?? '') - Date.now();
    if (Math.abs(ahead - told) > TOLERANCE_MS) {
      told = ahead;
      onAhead(ahead);
    }
    return response;
  };
}
