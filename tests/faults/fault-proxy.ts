/**
 * An HTTP proxy that causes faults on request: between the functions and Cosmos DB, or between the browser
 * and the functions or the site. Without a fault it forwards everything and records it.
 *
 *   const proxy = await startFaultProxy(target);
 *   const fault = proxy.inject({ effect: lostAnswer() });   // once, at the next request
 *   proxy.inject({ match: isPut, at: 3, times: Infinity, effect: answer(503) });
 *   ... fault.hits ...  proxy.heal();  await proxy.close();
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as sendRequest,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer, listen } from '../../local/http.ts';

export interface ProxiedRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ProxiedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A recorded request, with the target's response if there was one. */
export interface Exchange {
  readonly request: ProxiedRequest;
  answer?: ProxiedAnswer;
}

/** What a fault's effect can use. */
export interface Strike {
  /** Headers only; `read` or `pass` reads the body. */
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  read(): Promise<Buffer>;
  /**
   * Sends the request to the target, which handles it, and returns its response.
   * @param headers replaces the request's headers.
   * @param body replaces the request's body.
   */
  pass(headers?: IncomingHttpHeaders, body?: Buffer): Promise<ProxiedAnswer>;
  /** Sends a response to the client. */
  reply(answer: Partial<ProxiedAnswer>): void;
  /** Resets the connection to the client. */
  reset(): void;
}

export type Effect = (strike: Strike) => Promise<void>;

export interface Fault {
  /** Which requests it applies to; all by default. */
  readonly match?: (request: Omit<ProxiedRequest, 'body'>) => boolean;
  /** The first matching request that it strikes, counting from 1. */
  readonly at?: number;
  /** How many matching requests in a row it strikes; `Infinity` for ever; 1 by default. */
  readonly times?: number;
  readonly effect: Effect;
}

export interface InjectedFault {
  /** Number of matching requests so far. */
  readonly seen: number;
  /** Number of requests struck. */
  readonly hits: number;
  remove(): void;
}

export interface FaultProxy {
  readonly url: string;
  /** All requests so far, in order of arrival. */
  readonly exchanges: Exchange[];
  /** If several faults match a request, the one injected first strikes. */
  inject(fault: Fault): InjectedFault;
  /** Removes all faults. */
  heal(): void;
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 120_000;

/** Starts a proxy on a free port of 127.0.0.1 in front of `target`, for example `http://127.0.0.1:8081`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const faults = new Set<{ fault: Fault; seen: number; hits: number }>();
  const exchanges: Exchange[] = [];

  const server = createServer((incoming, outgoing) => {
    const strike = startExchange(target, incoming, outgoing, exchanges);
    const effect = nextEffect(faults, incoming) ?? passOn;
    effect(strike).catch(() => strike.reset());
  });
  // With Node's default of 5 s, a connection is sometimes closed while a request is on its way.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, 0);

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    inject: (fault) => {
      const entry = { fault, seen: 0, hits: 0 };
      faults.add(entry);
      return {
        get seen() {
          return entry.seen;
        },
        get hits() {
          return entry.hits;
        },
        remove: () => faults.delete(entry),
      };
    },
    heal: () => faults.clear(),
    close: async () => {
      server.closeAllConnections();
      await closeServer(server);
    },
  };
}

const passOn: Effect = async ({ pass, reply }) => reply(await pass());

function nextEffect(
  faults: Iterable<{ fault: Fault; seen: number; hits: number }>,
  { method = '', url = '', headers }: IncomingMessage,
): Effect | undefined {
  let struck: Effect | undefined;
  for (const entry of faults) {
    const { match = () => true, at = 1, times = 1, effect } = entry.fault;
    if (!match({ method, path: url, headers })) continue;
    entry.seen++;
    if (struck || entry.seen < at || entry.seen >= at + times) continue;
    entry.hits++;
    struck = effect;
  }
  return struck;
}

function startExchange(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  exchanges: Exchange[],
): Strike {
  const { method = 'GET', url: path = '/', headers } = incoming;
  let reading: Promise<Buffer> | undefined;
  const read = () => {
    reading ??= readAll(incoming);
    return reading;
  };
  return {
    incoming,
    outgoing,
    read,
    pass: async (sentHeaders = headers, sentBody) => {
      const exchange: Exchange = { request: { method, path, headers, body: await read() } };
      exchanges.push(exchange);
      const { body } = exchange.request;
      const sent = { ...exchange.request, headers: sentHeaders, body: sentBody ?? body };
      exchange.answer = await forward(target, sent);
      return exchange.answer;
    },
    reply: ({ status = 200, headers: replied = {}, body = Buffer.alloc(0) }) => {
      const { 'transfer-encoding': _, connection: __, ...plain } = replied;
      const bodiless = status === 204 || status === 304 || method === 'HEAD';
      const length = bodiless ? {} : { 'content-length': String(body.byteLength) };
      outgoing.writeHead(status, { ...plain, ...length });
      outgoing.end(bodiless ? undefined : body);
    },
    reset: () => incoming.socket.resetAndDestroy(),
  };
}

function forward(target: string, request: ProxiedRequest): Promise<ProxiedAnswer> {
  return new Promise((resolve, reject) => {
    const { 'transfer-encoding': _, ...headers } = request.headers;
    const sent = sendRequest(
      new URL(request.path, target),
      {
        method: request.method,
        headers: { ...headers, 'content-length': String(request.body.byteLength) },
        agent: false,
      },
      (answer) => {
        readAll(answer).then(
          (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
          reject,
        );
      },
    );
    sent.on('error', reject);
    sent.end(request.body);
  });
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
