/** Calls async methods of an interface from a page in a Worker. */

/** What a `Worker` object in the page and the global scope in the Worker have in common. */
export interface Endpoint {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

// biome-ignore lint/suspicious/noExplicitAny: any method of any signature may be called
export type Methods<T> = { readonly [K in keyof T]: (...args: any[]) => Promise<unknown> };

/** Carries out the calls that arrive at `endpoint`, and sends each result when it is there. */
export function serve<T extends Methods<T>>(endpoint: Endpoint, methods: T): void {
  endpoint.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    const { id, method, args } = data;
    try {
      const value = await methods[method as keyof T](...args);
      endpoint.postMessage({ id, value } satisfies Answer);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      endpoint.postMessage({ id, error } satisfies Answer);
    }
  });
}

export interface Connection {
  /** @throws an Error with the message of the one that the method threw, or the one that `fail` was called with. */
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  /** Rejects all calls that have no result yet. */
  fail(error: Error): void;
}

/** The calling side of {@link serve}. */
export function connect(endpoint: Endpoint): Connection {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  endpoint.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) call?.reject(new Error(data.error));
    else call?.resolve(data.value);
  });
  return {
    call(method, args) {
      const call = Promise.withResolvers<unknown>();
      calls += 1;
      endpoint.postMessage({ id: calls, method, args } satisfies Request);
      waiting.set(calls, call);
      return call.promise;
    },
    fail(error) {
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
    },
  };
}
