/**
 * HTTP triggers: finds the function by route and method, passes it the whole body, and writes its response.
 * As in the real host: 404 for an unknown path or method, 413 above the body limit, no body for the function if
 * `Content-Length` is missing, 500 without a body if the function throws, 204 if it returns nothing.
 * `POST /admin/functions/{name}` runs a timer function. Unlike the real host, which answers 202 at once, this
 * one answers when the run has ended: 202, or 500 if it failed.
 * Not emulated: keys (an `authLevel` other than `anonymous` is refused at startup), response cookies
 * (refused), streams, timeouts, CORS, and advanced routes (see `routes.ts`).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refuseOddRequests } from '../http.ts';
import type { Log } from './core-module.ts';
import type { AppFunction } from './load-app.ts';
import { parseRoute } from './routes.ts';
import type { TimerTrigger } from './timer-trigger.ts';

const DEFAULT_BODY_LIMIT_BYTES = 104_857_600;

interface HttpOptions {
  readonly routePrefix: string;
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly timers: readonly TimerTrigger[];
  readonly log: Log;
}

interface RpcHttpAnswer {
  readonly statusCode: string;
  readonly headers: Record<string, string>;
  readonly cookies: readonly unknown[];
  readonly body?: { readonly bytes?: Uint8Array; readonly string?: string };
}

/** A server, not yet listening, for all HTTP-triggered functions; `/admin/functions` lists all functions. */
export function createHttpTrigger(functions: readonly AppFunction[], options: HttpOptions): Server {
  const { routePrefix, settings, timers, log } = options;
  const bodyLimit = Number(settings.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT ?? DEFAULT_BODY_LIMIT_BYTES);
  const routes = functions
    .filter(({ trigger }) => trigger.type === 'httpTrigger')
    .map((target) => {
      if (target.trigger.authLevel !== 'anonymous') {
        throw new Error(`${target.name}: the local host supports only the authLevel "anonymous".`);
      }
      const template = `${routePrefix}/${target.trigger.route ?? target.name}`;
      const methods = (target.trigger.methods as string[]).map((name) => name.toUpperCase());
      return { target, methods, route: parseRoute(template) };
    })
    .sort((a, b) => (a.route.precedence < b.route.precedence ? -1 : 1));

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(`http://${request.headers.host}${request.url}`);
    const body = await readBody(request, bodyLimit);
    if (url.pathname === '/admin/functions') return sendJson(response, describe(functions));
    if (url.pathname === '/') return end(response, 200);
    const timer = timers.find(({ name }) => url.pathname === `/admin/functions/${name}`);
    if (timer && request.method === 'POST') {
      // Required by the real host too; a page of another site cannot send this type.
      if (request.headers['content-type'] !== 'application/json') return end(response, 415);
      await timer.run();
      return end(response, 202);
    }

    for (const { target, methods, route } of routes) {
      const params = methods.includes(request.method ?? '') && route.match(url.pathname);
      if (!params) continue;
      if (!body) return end(response, 413);
      const http = {
        url: url.href,
        method: request.method,
        headers: joinHeaders(request),
        params,
        query: joinQuery(url),
        body: { bytes: body },
      };
      const result = (await target.invoke({ http }, {})) as { http?: RpcHttpAnswer } | undefined;
      return result?.http ? send(response, result.http) : end(response, 204);
    }
    return end(response, 404);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log('host', 'error', error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (response.headersSent) response.destroy();
      else end(response, 500);
    });
  });
  return refuseOddRequests(server);
}

/**
 * The whole body, or undefined if it is too large. Reads too large bodies to the end as well, since otherwise the
 * response would be lost. As in the real host, a body without Content-Length is dropped.
 */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const announced = Number(request.headers['content-length'] ?? 0);
  const body = announced <= limit ? Buffer.alloc(announced) : undefined;
  let length = 0;
  for await (const chunk of request) {
    if (announced > 0) body?.set(chunk, length);
    length += chunk.length;
  }
  return body;
}

function joinHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
}

/** The host joins repeated parameters with commas. */
function joinQuery({ searchParams }: URL): Record<string, string> {
  return Object.fromEntries(
    [...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(',')]),
  );
}

function send(response: ServerResponse, { statusCode, headers, cookies, body }: RpcHttpAnswer) {
  if (cookies.length > 0) throw new Error('The local host does not support response cookies.');
  response.statusCode = Number(statusCode);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body?.bytes ?? body?.string);
}

function sendJson(response: ServerResponse, value: unknown) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

function end(response: ServerResponse, status: number) {
  response.statusCode = status;
  response.end();
}

function describe(functions: readonly AppFunction[]) {
  return functions.map(({ name, bindings }) => ({
    name,
    config: {
      name,
      bindings: Object.entries(bindings).map(([key, binding]) => ({ name: key, ...binding })),
    },
  }));
}
