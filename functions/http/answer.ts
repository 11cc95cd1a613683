import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpResponseInit } from '@azure/functions';
import { GZIP_ANSWER_MIN_BYTES } from '../../contract/limits.ts';
import { PROBLEM_CONTENT_TYPE, type Problem } from '../../contract/problem.ts';

const compress = promisify(gzip);

/** What an endpoint answers; the status is the operation's own unless `status` says otherwise. */
export interface Answer {
  readonly status?: 304;
  readonly body?: unknown;
  readonly etag?: string | undefined;
  readonly location?: string;
}

type Headers = Readonly<Record<string, string>>;

const everyAnswer: Headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** Encodes an answer as JSON. */
export function encodeAnswer(
  status: number,
  { body, etag, location }: Answer,
  acceptEncoding: string | null,
): Promise<HttpResponseInit> {
  const headers = {
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(location === undefined ? {} : { Location: location }),
  };
  return encode(status, headers, 'application/json', body, acceptEncoding);
}

/** Encodes a problem; `retryAfter` in seconds. */
export function encodeProblem(
  problem: Problem,
  retryAfter: number | undefined,
  acceptEncoding: string | null,
): Promise<HttpResponseInit> {
  const headers: Headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  return encode(problem.status, headers, PROBLEM_CONTENT_TYPE, problem, acceptEncoding);
}

/** Gzipped where that is worth it and the client takes it. */
async function encode(
  status: number,
  special: Headers,
  contentType: string,
  body: unknown,
  acceptEncoding: string | null,
): Promise<HttpResponseInit> {
  if (body === undefined) return { status, headers: { ...everyAnswer, ...special } };
  const headers = {
    ...everyAnswer,
    ...special,
    'Content-Type': contentType,
    Vary: 'Accept-Encoding',
  };
  const text = Buffer.from(JSON.stringify(body), 'utf8');
  if (text.byteLength <= GZIP_ANSWER_MIN_BYTES || !acceptsGzip(acceptEncoding)) {
    return { status, headers, body: text };
  }
  return {
    status,
    headers: { ...headers, 'Content-Encoding': 'gzip' },
    body: await compress(text),
  };
}

/** Whether `Accept-Encoding` names gzip, with a weight above 0 where it has one. Linear in its length. */
function acceptsGzip(header: string | null): boolean {
  return (header ?? '').split(',').some((part) => {
    const [coding, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (coding !== 'gzip') return false;
    const weights = parameters.map((parameter) => parameter.split('='));
    const weight = weights.find(([name]) => name?.trim() === 'q');
    return weight === undefined || Number(weight[1]) > 0;
  });
}
