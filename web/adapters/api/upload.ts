/** A line on which nothing moves for so long is dead. */
const STILL_MS = 60_000;
/** Slower than any line that is used; what was given to the system may still be on its way at this rate. */
const SLOWEST_BYTES_PER_MS = 5;

/** A request of a large body. */
export interface Upload {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Told how much of the body has gone, from 0 to 1. */
  readonly onSent?: ((ratio: number) => void) | undefined;
}

/**
 * As `fetch`, which cannot tell how much of a body has gone: it may take as long as it moves. A redirect, which
 * this follows, is answered as one.
 * @throws Error when nothing has moved for long, or there is no line
 */
export function upload(url: string, { method, headers, body, onSent }: Upload): Promise<Response> {
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
      onSent?.(loaded / total);
    };
    asked.onloadend = () => {
      clearTimeout(timer);
      if (asked.status > 0) resolve(responseOf(asked, url));
      else reject(new Error('Nothing moved for too long'));
    };
    moves(0);
    asked.send(body);
  });
}

function responseOf(asked: XMLHttpRequest, url: string): Response {
  const { status, response, responseURL } = asked;
  if (new URL(url, location.href).href !== responseURL) return new Response(null, { status: 302 });
  const lines = asked.getAllResponseHeaders().trim().split('\r\n');
  const headers = lines.map((line) => line.split(': ', 2) as [string, string]);
  return new Response(status === 204 || status === 304 ? null : response, { status, headers });
}
