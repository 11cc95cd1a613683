/** Smaller differences come from the time that a response takes, and from its date having no milliseconds. */
const TOLERANCE_MS = 3000;

/** The difference between the server's clock and this device's, from the header `Date` of each response. */
export interface ServerClock {
  /** As the `fetch` that it was made from. */
  readonly fetch: typeof fetch;
  /** By how many milliseconds the server's clock is ahead; at first they count as equal. */
  aheadMs(): number;
  /** Called when that has changed. */
  onChange(listener: (aheadMs: number) => void): void;
}

/** Reads the server's clock from the responses of `send`. */
export function createServerClock(send: typeof fetch): ServerClock {
  let told = 0;
  let tell = (_: number) => {};
  return {
    async fetch(...request) {
      const response = await send(...request);
      const ahead = Date.parse(response.headers.get('Date') ?? '') - Date.now();
      if (Math.abs(ahead - told) > TOLERANCE_MS) {
        told = ahead;
        tell(ahead);
      }
      return response;
    },
    aheadMs: () => told,
    onChange(listener) {
      tell = listener;
    },
  };
}
