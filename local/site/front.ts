import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { LiveReload } from './live-reload.ts';
import { SIGN_IN_PATH, signIn } from './sign-in.ts';

const PRINCIPAL_HEADERS = /^x-ms-client-principal/;

/**
 * What a browser talks to: passes everything on to the Static Web Apps emulator but the sign-in page.
 * It removes principal headers that a client sent, as the real site's edge does and the emulator does not.
 */
export function createFront(emulatorPort: number, liveReload?: LiveReload): Server {
  return createServer((incoming, response) => {
    const [path = '/'] = incoming.url?.split('?') ?? [];
    if (liveReload?.answer(path, response)) return;
    if (path === SIGN_IN_PATH) {
      signIn(incoming, response).catch(() => response.destroy());
    } else {
      pass(incoming, response, emulatorPort, liveReload);
    }
  });
}

function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  port: number,
  liveReload?: LiveReload,
) {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).filter(([name]) => !PRINCIPAL_HEADERS.test(name)),
  );
  const upstream = request(
    {
      host: '127.0.0.1',
      port,
      method: incoming.method,
      path: incoming.url,
      // Kept open until the emulator has read a body it refuses, but never used for a second request.
      headers: { ...headers, connection: 'keep-alive' },
      agent: false,
    },
    (answer) => {
      const { connection: _, ...answerHeaders } = answer.headers;
      answer.on('error', () => response.destroy());
      if (liveReload && answerHeaders['content-type']?.startsWith('text/html')) {
        liveReload.passPage(answer, response).catch(() => response.destroy());
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
