import { createServer } from 'node:net';
import { listen } from './http.ts';

// Below the range of ports for outgoing connections, so that none of these takes the port in between.
const LOWEST = 12_000;
const HIGHEST = 31_999;

/** A port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST + 1));
  return (await isFree(port)) ? port : freePort();
}

/** Whether a program could listen on this port of 127.0.0.1 now. Throws if the system forbids it. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await listen(server, port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}
