import type { Journaled, PartsModel } from '../../kernel/index.ts';
import { createIndexedDbJournal } from './journal.ts';
import { failureOf } from './journal-error.ts';

/** What a `Worker` object in the page and the global scope in the Worker have in common. */
export interface Endpoint {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** A call of the journal, from the page. */
interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  readonly answer: Journaled<unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: any method of any signature may be called
type Methods<T> = { readonly [K in keyof T]: (...args: any[]) => Promise<Journaled<unknown>> };

/** Serves the journal to the page. This is all that the Worker does. */
export function serveJournal(model: PartsModel<unknown>, endpoint: Endpoint): void {
  serve(endpoint, createIndexedDbJournal(model));
}

/** Carries out the calls that arrive at `endpoint`, and sends each result when it is there. */
export function serve<T extends Methods<T>>(endpoint: Endpoint, methods: T): void {
  endpoint.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    const { id, method, args } = data;
    const answer = await methods[method as keyof T](...args).catch(failureOf);
    endpoint.postMessage({ id, answer } satisfies Answer);
  });
}
