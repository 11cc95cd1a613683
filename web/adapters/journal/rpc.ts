/** Calls across a Worker's boundary: typed by an interface of async methods, nothing else. */

/** What both a Worker (from the page) and a Worker's global scope (from inside) are. */
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

/** Answers calls on `methods` that come in through `endpoint`, each when it is done. */
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
  /** @throws Error with the message of what the method threw, or whatever `fail` was called with. */
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  /** Gives up every call that has no answer yet. */
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
