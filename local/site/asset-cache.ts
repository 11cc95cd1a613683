import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

interface Kept {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Requests with one of these headers want something else than the whole file. */
const PARTIAL = ['range', 'if-none-match', 'if-modified-since'] as const;

/**
 * Compressed files whose `cache-control` says that they never change, in memory, as the real site's edge keeps them: each
 * is read and compressed once, though every page load of a new browser asks for a dozen.
 */
export class AssetCache {
  readonly #kept = new Map<string, Kept>();

  /** Answers a request that accepts gzip, if its file is kept; returns false otherwise. */
  answer({ url = '', headers }: IncomingMessage, response: ServerResponse): boolean {
    const kept = this.#kept.get(url);
    if (!kept || PARTIAL.some((name) => headers[name] !== undefined)) return false;
    response.writeHead(200, { ...kept.headers, 'content-length': kept.body.length });
    response.end(kept.body);
    return true;
  }

  /** Keeps an answer, once it is complete, if it never changes. The caller forwards `body` as well. */
  keep(url: string, status: number | undefined, headers: IncomingHttpHeaders, body: Readable) {
    if (status !== 200 || !/\bimmutable\b/.test(headers['cache-control'] ?? '')) return;
    const { date: _, 'transfer-encoding': __, ...lasting } = headers;
    const chunks: Buffer[] = [];
    body.on('data', (chunk) => chunks.push(chunk));
    body.on('end', () => this.#kept.set(url, { headers: lasting, body: Buffer.concat(chunks) }));
  }
}
