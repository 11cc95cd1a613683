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
import { readCookies } from './auth-cookie.ts';
import type { LiveReload } from './live-reload.ts';
import { SIGN_IN_PATH, signIn } from './sign-in.ts';

/**
 * The real site's edge says who calls, and answers `Expect` itself; the emulator lets a client say the
 * first and forgets who calls with the second.
 */
const NOT_PASSED = /^(x-ms-client-principal.*|expect|upgrade)$/;
/** For the functions only: the emulator would apply them to its own page that says 401. */
const OF_THE_FUNCTIONS = /^(if-match|if-unmodified-since|if-range|range)$/;

/**
 * What a browser talks to: passes everything on to the Static Web Apps emulator but the sign-in page,
 * and keeps from it what would end it.
 */
export function createFront(emulatorPort: number, liveReload?: LiveReload): Server {
  const front = createServer((incoming, response) => {
    const [path = '/'] = incoming.url?.split('?') ?? [];
    if (liveReload?.answer(path, response)) return;
    if (path === SIGN_IN_PATH) {
      signIn(incoming, response).catch(() => response.destroy());
    } else {
      pass(incoming, response, emulatorPort, liveReload);
    }
  });
  return refuseOddRequests(front);
}

function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  port: number,
  liveReload?: LiveReload,
) {
  const upstream = request(
    {
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      // Kept open until the emulator has read a body it refuses, but never used for a second request.
      headers: { ...headersToPass(incoming), connection: 'keep-alive' },
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
        answer.pipe(createGzip()).pipe(response);
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

/** The headers of a static file that is sent compressed, as the real site's edge does; null where it is not. */
function compress(
  { url = '', method, headers }: IncomingMessage,
  { 'content-length': _, ...answer }: IncomingHttpHeaders,
): IncomingHttpHeaders | null {
  const isWanted = /\bgzip\b/.test(headers['accept-encoding'] ?? '') && method === 'GET';
  const isStatic = !/^\/(api|\.auth)\//i.test(url) && TEXT.test(answer['content-type'] ?? '');
  if (!isWanted || !isStatic || answer['content-encoding'] || answer['content-range']) return null;
  return { ...answer, 'content-encoding': 'gzip', vary: 'accept-encoding' };
}

function headersToPass({ url, headers }: IncomingMessage): IncomingHttpHeaders {
  const { cookie, isSignedIn } = readCookies(headers.cookie);
  const isForFunctions = isSignedIn && /^\/api\//i.test(url ?? '');
  const kept = Object.entries({ ...headers, cookie }).filter(
    ([name, value]) =>
      value !== undefined &&
      !NOT_PASSED.test(name) &&
      (isForFunctions || !OF_THE_FUNCTIONS.test(name)),
  );
  return Object.fromEntries(kept);
}
