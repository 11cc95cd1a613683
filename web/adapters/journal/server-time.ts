/** An answer is not older than this when it is used again. */
const HOLDS_MS = 60 * 60 * 1000;
const ANSWER_TIMEOUT_MS = 10_000;

interface Seen {
  readonly serverMs: number;
  /** On a clock that nobody can set. */
  readonly elapsedMs: number;
}

let seen: Seen | null = null;

/** What time it is for the site's server, in milliseconds since 1970; null while it does not say. */
export async function serverNow(): Promise<number | null> {
  if (seen === null || performance.now() - seen.elapsedMs > HOLDS_MS) seen = await ask();
  return seen && seen.serverMs + performance.now() - seen.elapsedMs;
}

async function ask(): Promise<Seen | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const { headers } = await fetch('/sw.js', { method: 'HEAD', cache: 'no-store', signal });
    const serverMs = Date.parse(headers.get('Date') ?? '');
    return Number.isNaN(serverMs) ? null : { serverMs, elapsedMs: performance.now() };
  } catch {
    return null;
  }
}
