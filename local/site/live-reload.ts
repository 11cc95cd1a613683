/**
 * For `npm run dev` only: reloads every open page after a build. Replaces the service worker with one that
 * unregisters itself, because the real one would keep serving the previous build.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

const SCRIPT_PATH = '/.dev/reload.js';
const EVENTS_PATH = '/.dev/events';

const SCRIPT = `new EventSource('${EVENTS_PATH}').onmessage = () => location.reload();`;
const NO_SERVICE_WORKER = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', () => self.registration.unregister());`;

export interface LiveReload {
  /** Answers its own paths; returns false for all others. */
  answer(path: string, response: ServerResponse): boolean;
  /** Forwards a page, adding the script that listens for builds. */
  passPage(page: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Makes all open pages reload. */
  reload(): void;
}

export function createLiveReload(): LiveReload {
  const listeners = new Set<ServerResponse>();
  const scripts = new Map([
    [SCRIPT_PATH, SCRIPT],
    ['/sw.js', NO_SERVICE_WORKER],
  ]);
  return {
    answer(path, response) {
      const script = scripts.get(path);
      if (script !== undefined) {
        response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' });
        response.end(script);
      } else if (path === EVENTS_PATH) {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
        listeners.add(response);
        response.on('close', () => listeners.delete(response));
      }
      return script !== undefined || path === EVENTS_PATH;
    },
    async passPage(page, response) {
      const html = await text(page);
      const { 'content-length': _, ...headers } = page.headers;
      response.writeHead(page.statusCode ?? 200, headers);
      response.end(html.replace('</head>', `<script src="${SCRIPT_PATH}"></script></head>`));
    },
    reload() {
      for (const listener of listeners) listener.write('data: built\n\n');
    },
  };
}
