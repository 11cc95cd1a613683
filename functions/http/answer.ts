import type { HttpResponseInit } from '@azure/functions';
import { GZIP_ANSWER_MIN_BYTES } from '../../contract/limits.ts';
import { PROBLEM_CONTENT_TYPE, type Problem } from '../../contract/problem.ts';
import { acceptsGzip } from './accepts-gzip.ts';
import { bytesReply, type ImmutableBytes } from './bytes-reply.ts';
import { Payload } from './payload.ts';

/** What an endpoint answers; the status is the operation's own unless `status` says otherwise. */
export interface Answer {
  readonly status?: 200;
  /** Sent as JSON; absent for an answer without a body. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`: bytes that never change, or a part of them. */
  readonly bytes?: ImmutableBytes;
  readonly etag?: string | undefined;
  readonly location?: string;
  /** For how long anybody may keep it; absent for never. */
  readonly maxAgeSeconds?: number;
}

export type Fields = Readonly<Record<string, string>>;

/** An answer with all that HTTP says about it, but not yet packed for one client. */
export interface Reply {
  readonly status: number;
  readonly fields: Fields;
  /** Bytes are sent as they are, all else as JSON. */
  readonly body?: unknown;
}

/** The answer of an operation, or 304 without a body. */
export function replyOf(status: number, answer: Answer): Reply {
  const { body, bytes, etag, location, maxAgeSeconds } = answer;
  const fields = {
    ...(maxAgeSeconds === undefined ? {} : { 'Cache-Control': `public, max-age=${maxAgeSeconds}` }),
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(location === undefined ? {} : { Location: location }),
  };
  if (status === 304) return { status, fields };
  if (bytes) return bytesReply(bytes, fields);
  if (body === undefined) return { status, fields };
  return { status, fields: { ...fields, 'Content-Type': 'application/json' }, body };
}

/** The answer to what went wrong; `retryAfter` in seconds. */
export function problemReply(problem: Problem, retryAfter: number | undefined): Reply {
  const fields = {
    'Content-Type': PROBLEM_CONTENT_TYPE,
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    // RFC 9110 wants it with every 401. No browser asks for a password because of "Bearer".
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="holdfast"' } : {}),
  };
  return { status: problem.status, fields, body: problem };
}

const everyAnswer: Fields = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/**
 * Writes a reply, with `more` fields, for one client: gzipped where that is worth it and the client
 * takes it.
 */
export async function encode(
  { status, fields, body }: Reply,
  more: Fields,
  acceptEncoding: string | null,
): Promise<HttpResponseInit> {
  const headers = { ...everyAnswer, ...fields, ...more };
  if (body === undefined) return { status, headers };
  if (body instanceof Uint8Array) return { status, headers, body };
  const payload = body instanceof Payload ? body : new Payload(body);
  const isPacked = payload.bytes.byteLength > GZIP_ANSWER_MIN_BYTES && acceptsGzip(acceptEncoding);
  return {
    status,
    headers: {
      ...headers,
      Vary: 'Accept-Encoding',
      ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    },
    body: isPacked ? await payload.packed() : payload.bytes,
  };
}
