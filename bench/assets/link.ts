import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Bytes passed on at once; small enough for a smooth flow on a slow line. */
const SLICE_BYTES = 2048;

/** A connection between a browser and a site that counts bytes and can be slowed down. */
export interface Link {
  readonly url: string;
  /** Bytes that the browser has sent since the start, headers included. */
  readonly sentBytes: () => number;
  /** Limits each direction, for all connections together; null: no limit. */
  limit(bytesPerSecond: number | null): void;
  close(): Promise<void>;
}

export async function startLink(site: string): Promise<Link> {
  const port = Number(new URL(site).port);
  let rate: number | null = null;
  let sentBytes = 0;
  const up = { freeAtMs: 0 };
  const down = { freeAtMs: 0 };
  const sockets = new Set<Socket>();

  async function pass(from: Socket, to: Socket, line: typeof up): Promise<void> {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      const step = rate === null ? chunk.length : SLICE_BYTES;
      for (let at = 0; at < chunk.length; at += step) {
        const slice = chunk.subarray(at, at + step);
        if (rate !== null) {
          const nowMs = performance.now();
          line.freeAtMs = Math.max(line.freeAtMs, nowMs) + (slice.length / rate) * 1000;
          await wait(line.freeAtMs - nowMs);
        }
        if (line === up) sentBytes += slice.length;
        if (!to.write(slice)) await new Promise((resolve) => to.once('drain', resolve));
      }
    }
    to.end();
  }

  const server = createServer((browser) => {
    const behind = connect(port, '127.0.0.1');
    for (const socket of [browser, behind]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        browser.destroy();
        behind.destroy();
      });
    }
    for (const one of [pass(browser, behind, up), pass(behind, browser, down)]) {
      // Either end may close at any time.
      one.catch(() => undefined);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sentBytes: () => sentBytes,
    limit(bytesPerSecond) {
      rate = bytesPerSecond;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
