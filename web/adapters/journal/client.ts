import type { Journal, JournalReason } from '../../kernel/index.ts';
import type { Answer, Endpoint } from './serve.ts';

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
  /** Takes the answer of each call that has none yet, by the call's number. */
  readonly waiting: Map<number, (answer: unknown) => void>;
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
  let calls = 0;
  // Started now, so that the first edit does not have to wait for it.
  let running: Running | null = start();

  function start(): Running {
    const host = startHost();
    const started: Running = { host, waiting: new Map() };
    host.endpoint.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      failures = 0;
      started.waiting.get(data.id)?.(data.answer);
    });
    host.onCrash((message) => giveUp(started, message));
    return started;
  }

  function startHost(): JournalHost {
    try {
      if (failures < WORKERS_TRIED) return startWorker();
    } catch {
      // The browser allows no Workers.
    }
    return startInPage();
  }

  function giveUp(failed: Running, message: string): void {
    if (running !== failed) return;
    failures += 1;
    running = null;
    failed.host.terminate();
    for (const answer of failed.waiting.values()) answer(failure('unresponsive', message));
  }

  async function call(method: string, args: readonly unknown[]): Promise<unknown> {
    running ??= start();
    const { host, waiting } = running;
    const asked = running;
    calls += 1;
    const id = calls;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    waiting.set(id, resolve);
    const timer = setTimeout(() => giveUp(asked, 'It did not answer in time.'), timeoutMs);
    try {
      host.endpoint.postMessage({ id, method, args });
    } catch (error) {
      resolve(failure('failed', String(error)));
    }
    const answer = await promise;
    clearTimeout(timer);
    waiting.delete(id);
    return answer;
  }

  const close = () => running?.host.terminate();
  return new Proxy({} as Journal & { close(): void }, {
    get: (_, name) => (name === 'close' ? close : (...args: unknown[]) => call(String(name), args)),
  });
}

function failure(reason: JournalReason, message: string) {
  return { ok: false, reason, message };
}
