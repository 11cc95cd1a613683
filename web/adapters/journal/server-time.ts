const ANSWER_TIMEOUT_MS = 10_000;

/** The time of the site's server, in milliseconds since 1970; null if it does not respond. */
export async function serverNow(): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const { headers } = await fetch('/sw.js', { method: 'HEAD', cache: 'no-store', signal });
    return Date.parse(headers.get('Date') ?? '') || null;
  } catch {
    return null;
  }
}
