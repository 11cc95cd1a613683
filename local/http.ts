import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';

const GRACE_MS = 1_000;
const KEEP_ALIVE_MS = 120_000;

/** Keeps idle connections long: with Node's 5 s one is now and then closed while a request is on its way. */
export function keepConnections(server: HttpServer): HttpServer {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** Listens on 127.0.0.1. Rejects with the server's own error, `EADDRINUSE` for a taken port. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops listening and gives running requests one second to end. */
export async function closeServer(server: HttpServer): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cutting = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(cutting);
}
