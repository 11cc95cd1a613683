import type { Journal, JournalFailure } from '../../kernel/index.ts';
import { type Connection, connect, type Endpoint } from './rpc.ts';

/** Longer than any call takes, even with the largest content on a slow device. */
const ANSWER_TIMEOUT_MS = 10_000;
/** After this many Workers in a row have crashed or not responded, the journal runs in the page. */
const WORKERS_TRIED = 2;

/** Where the journal runs: in a Worker or in this page. */
export interface JournalHost {
  readonly endpoint: Endpoint;
  /** Ends it at once. */
  terminate(): void;
  /** `listener` is called when the script could not be loaded, or an error was thrown in it. */
  onCrash(listener: (message: string) => void): void;
}

export interface JournalHosts {
  startWorker(): JournalHost;
  /** Runs the same code in the page, if Workers do not work. Editing is slower then, but as safe. */
  startInPage(): JournalHost;
}

interface Running {
  readonly host: JournalHost;
  readonly connection: Connection;
}

/**
 * The journal, for use in the page. A Worker that crashes or does not respond in time is replaced. Its pending
 * calls fail with `unresponsive`; they may or may not have been carried out.
 */
export function createJournalClient(
  { startWorker, startInPage }: JournalHosts,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Journal & { close(): void } {
  let failures = 0;
  let running: Running | null = null;

  const start = (): Running => {
    const host = failures < WORKERS_TRIED ? startOr(startWorker, startInPage) : startInPage();
    const started = { host, connection: connect(host.endpoint) };
    host.onCrash((message) => giveUp(started, message));
    return started;
  };

  const giveUp = (failed: Running, message: string) => {
    if (running !== failed) return;
    failures += 1;
    running = null;
    failed.host.terminate();
    failed.connection.fail(new HostGone(message));
  };

  const call = async (method: string, args: readonly unknown[]): Promise<unknown> => {
    running ??= start();
    const asked = running;
    const timer = setTimeout(() => giveUp(asked, 'It did not answer in time.'), timeoutMs);
    try {
      const answer = await asked.connection.call(method, args);
      failures = 0;
      return answer;
    } catch (error) {
      return failureOf(error);
    } finally {
      clearTimeout(timer);
    }
  };

  // Started now, so that the first edit does not have to wait for it.
  running = start();
  const close = () => running?.host.terminate();
  return new Proxy({} as Journal & { close(): void }, {
    get: (_, name) => (name === 'close' ? close : (...args: unknown[]) => call(String(name), args)),
  });
}

function startOr(startWorker: () => JournalHost, startInPage: () => JournalHost): JournalHost {
  try {
    return startWorker();
  } catch {
    return startInPage();
  }
}

/** The host was ended before it responded. */
class HostGone extends Error {}

function failureOf(error: unknown): JournalFailure {
  const message = error instanceof Error ? error.message : String(error);
  return { ok: false, reason: error instanceof HostGone ? 'unresponsive' : 'failed', message };
}
