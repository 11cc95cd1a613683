import type { HttpResponseInit } from '@azure/functions';
import { GZIP_ANSWER_MIN_BYTES } from '../../contract/limits.ts';
import { PROBLEM_CONTENT_TYPE, type Problem } from '../../contract/problem.ts';
import { acceptsGzip } from './accepts-gzip.ts';
import { bytesReply, type ImmutableBytes } from './bytes-reply.ts';
import { Payload } from './payload.ts';

/** What an endpoint returns; `status` overrides the operation's own status. */
export interface Answer {
  readonly status?: 200;
  /** Sent as JSON; absent if the response has no body. */
  readonly body?: unknown;
  /** Sent unchanged instead of `body`: immutable bytes or a part of them. */
  readonly bytes?: ImmutableBytes;
  readonly etag?: string | undefined;
  readonly location?: string;
  /** How long any cache may keep it, in s; absent means not at all. */
  readonly maxAgeSeconds?: number;
}

export type Fields = Readonly<Record<string, string>>;

/** A response with its headers, not yet encoded for one client. */
export interface Reply {
  readonly status: number;
  readonly fields: Fields;
  /** Bytes are sent unchanged, anything else as JSON. */
  readonly body?: unknown;
}

/** The response of an operation, without a body for 304. */
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

/** The response for an error; `retryAfter` in s. */
export function problemReply(problem: Problem, retryAfter: number | undefined): Reply {
  const fields = {
    'Content-Type': PROBLEM_CONTENT_TYPE,
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    // RFC 9110 requires it with every 401. "Bearer" makes no browser ask for a password.
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="holdfast"' } : {}),
  };
  return { status: problem.status, fields, body: problem };
}

const defaultFields: Fields = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** Encodes a reply with `more` headers for one client: gzipped if it is large enough and the client accepts it. */
export async function encode(
  { status, fields, body }: Reply,
  more: Fields,
  acceptEncoding: string | null,
): Promise<HttpResponseInit> {
  const headers = { ...defaultFields, ...fields, ...more };
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
