import type { Arrived } from './fetch-while-moving.ts';

/** Without progress for this time, the connection counts as dead. */
const STILL_MS = 60_000;
/** Slower than any usable connection. Bytes that the browser counts as sent may still be in the system's buffers, and leave at this rate. */
const SLOWEST_BYTES_PER_MS = 5;

/** A request with a large body. */
export interface Upload {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Called with the share of the body that has been sent, from 0 to 1. False ends it. */
  readonly onSent?: ((ratio: number) => boolean) | undefined;
}

/**
 * As `fetch`, but reports progress, and has no time limit while there is progress. XMLHttpRequest follows redirects;
 * then this returns a response with status 302.
 * @throws Error if there is no progress for a while, or no connection
 */
export function upload(url: string, { method, headers, body, onSent }: Upload): Promise<Arrived> {
  const asked = new XMLHttpRequest();
  asked.open(method, url);
  asked.responseType = 'arraybuffer';
  for (const [name, value] of Object.entries(headers)) asked.setRequestHeader(name, value);
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moves = (extraMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => asked.abort(), STILL_MS + extraMs);
    };
    asked.upload.onprogress = ({ loaded, total }) => {
      moves(loaded === total ? total / SLOWEST_BYTES_PER_MS : 0);
      if (onSent?.(loaded / total) === false) asked.abort();
    };
    asked.onloadend = () => {
      clearTimeout(timer);
      if (asked.status > 0) resolve(arrivedOf(asked, url));
      else reject(new Error('Nothing moved for too long'));
    };
    moves(0);
    asked.send(body);
  });
}

function arrivedOf(asked: XMLHttpRequest, url: string): Arrived {
  const { status, response, responseURL } = asked;
  const bytes = new Uint8Array(response);
  const isOther = new URL(url, location.href).href !== responseURL;
  if (isOther) return [new Response(null, { status: 302 }), bytes];
  const lines = asked.getAllResponseHeaders().trim().split('\r\n');
  const headers = lines.map((line) => line.split(': ', 2) as [string, string]);
  return [new Response(null, { status, headers }), bytes];
}
