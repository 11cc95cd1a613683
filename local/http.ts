import type { Server as HttpServer, IncomingMessage, RequestListener } from 'node:http';
import type { Server } from 'node:net';

const GRACE_MS = 1_000;
const KEEP_ALIVE_MS = 120_000;

const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i;
const PATH = /^\/(?![/\\])[\x21-\x7e]*$/;

/** With Node's default of 5 s, a connection is sometimes closed while a request is on its way. */
export function keepConnections(server: HttpServer): HttpServer {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** Answers 400 to requests whose path and host do not form a valid URL, before `server` sees them. */
export function refuseOddRequests(server: HttpServer): HttpServer {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  return server.on('request', (request, response) => {
    if (isOdd(request)) response.writeHead(400).end();
    else for (const listener of listeners) listener(request, response);
  });
}

function isOdd({ url = '', headers: { host = '' } }: IncomingMessage): boolean {
  if (!PATH.test(url) || !HOST.test(host) || !URL.canParse(`http://${host}${url}`)) return true;
  const [path = ''] = url.split('?');
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return /[\0-\x1f\x7f\\]/.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}

/** Listens on 127.0.0.1. Rejects with the server's error, `EADDRINUSE` for a taken port. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops listening and closes remaining connections after one second. */
export async function closeServer(server: HttpServer): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cutting = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(cutting);
}
