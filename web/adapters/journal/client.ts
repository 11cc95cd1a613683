import type { Journal, JournalFailure } from '../../kernel/index.ts';
import { type Connection, connect, type Endpoint } from './rpc.ts';

/** Longer than the slowest call takes for the largest content on a slow device. */
const ANSWER_TIMEOUT_MS = 10_000;
/** After this many Workers in a row that died or fell silent, the page does their work itself. */
const WORKERS_TRIED = 2;

/** Where the journal's calls are answered: in a Worker, or in this page. */
export interface JournalHost {
  readonly endpoint: Endpoint;
  /** Ends it without asking. */
  terminate(): void;
  /** Tells of a script that could not be loaded or threw. */
  onCrash(listener: (message: string) => void): void;
}

export interface JournalHosts {
  startWorker(): JournalHost;
  /** The same code in the page, for where Workers do not run. Slower to edit with, and as safe. */
  startInPage(): JournalHost;
}

interface Running {
  readonly host: JournalHost;
  readonly connection: Connection;
}

/**
 * The journal as the page sees it. A Worker that crashes or does not answer in time is replaced; every
 * call that it had not answered fails with `unresponsive`, whether it was carried out or not.
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

  // Started now, so that the first edit does not wait for a Worker's cold start.
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

/** The host was given up before it answered. */
class HostGone extends Error {}

function failureOf(error: unknown): JournalFailure {
  const message = error instanceof Error ? error.message : String(error);
  return { ok: false, reason: error instanceof HostGone ? 'unresponsive' : 'failed', message };
}
