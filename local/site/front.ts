import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createGzip } from 'node:zlib';
import { refuseOddRequests } from '../http.ts';
import { AssetCache } from './asset-cache.ts';
import { readCookies } from './auth-cookie.ts';
import type { LiveReload } from './live-reload.ts';
import { SIGN_IN_PATH, signIn } from './sign-in.ts';

/**
 * The real site sets the principal headers itself and handles `Expect`. The emulator would accept the former
 * from a client, and would lose the principal because of the latter.
 */
const DROPPED = /^(x-ms-client-principal.*|expect|upgrade)$/;
/** Passed to the functions only: the emulator would apply them to its own 401 page. */
const FUNCTIONS_ONLY = /^(if-match|if-unmodified-since|if-range|range)$/;

/**
 * The server that browsers connect to. It serves the sign-in page, forwards everything else to the Static Web
 * Apps emulator, unless it keeps the file (see `AssetCache`), and filters out what would crash it.
 */
export function createFront(emulatorPort: number, liveReload?: LiveReload): Server {
  const assets = new AssetCache();
  const front = createServer((incoming, response) => {
    const [path = '/'] = incoming.url?.split('?') ?? [];
    if (liveReload?.answer(path, response)) return;
    if (acceptsGzip(incoming) && assets.answer(incoming, response)) return;
    if (path === SIGN_IN_PATH) {
      signIn(incoming, response).catch(() => response.destroy());
    } else {
      forward(incoming, response, emulatorPort, assets, liveReload);
    }
  });
  return refuseOddRequests(front);
}

function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  port: number,
  assets: AssetCache,
  liveReload?: LiveReload,
) {
  const upstream = request(
    {
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      // Stays open until the emulator has read a body that it refuses; never used for a second request.
      headers: { ...headersToForward(incoming), connection: 'keep-alive' },
      agent: false,
    },
    (answer) => {
      const { connection: _, ...answerHeaders } = answer.headers;
      answer.on('error', () => response.destroy());
      if (liveReload && answerHeaders['content-type']?.startsWith('text/html')) {
        liveReload.passPage(answer, response).catch(() => response.destroy());
        return;
      }
      const compressed = compress(incoming, answerHeaders);
      if (compressed) {
        response.writeHead(answer.statusCode ?? 502, compressed);
        const packed = answer.pipe(createGzip());
        assets.keep(incoming.url ?? '', answer.statusCode, compressed, packed);
        packed.pipe(response);
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answerHeaders);
      answer.pipe(response);
    },
  );
  upstream.on('error', () => {
    if (!response.headersSent) response.writeHead(502).end();
  });
  response.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}

const TEXT = /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg)/;

function acceptsGzip({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}

/** The headers of a static file sent gzipped, as the real site does; null if it is not. */
function compress(
  incoming: IncomingMessage,
  { 'content-length': _, ...answer }: IncomingHttpHeaders,
): IncomingHttpHeaders | null {
  const { url = '' } = incoming;
  const isStatic = !/^\/(api|\.auth)\//i.test(url) && TEXT.test(answer['content-type'] ?? '');
  if (!acceptsGzip(incoming) || !isStatic || answer['content-encoding'] || answer['content-range'])
    return null;
  return { ...answer, 'content-encoding': 'gzip', vary: 'accept-encoding' };
}

function headersToForward({ url, headers }: IncomingMessage): IncomingHttpHeaders {
  const { cookie, isSignedIn } = readCookies(headers.cookie);
  const isForFunctions = isSignedIn && /^\/api\//i.test(url ?? '');
  const kept = Object.entries({ ...headers, cookie }).filter(
    ([name, value]) =>
      value !== undefined && !DROPPED.test(name) && (isForFunctions || !FUNCTIONS_ONLY.test(name)),
  );
  return Object.fromEntries(kept);
}
