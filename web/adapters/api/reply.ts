import type { Operation } from '../../../contract/operations.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Reply } from './client.ts';
import type { Arrived } from './fetch-while-moving.ts';

/** Reads and validates a response. Anything that the operation does not promise is an unknown outcome. */
export function readReply(
  { answer, gives, status: promised, also }: Operation,
  [response, bytes]: Arrived,
): Reply<unknown> {
  const { status, ok, headers } = response;
  if (status === 304) return { kind: 'notModified' };
  const type = headers.get('Content-Type') ?? '';
  // A sign-in page instead of a response. An error page of the site is an unknown outcome.
  const isPage = ok && type.startsWith('text/html');
  // Browsers hide the status of a redirect that is not followed: it is 0.
  const isRedirect = !ok && status < 400;
  if (isPage || isRedirect || status === 401) return { kind: 'signedOut' };
  if (!ok) {
    const problem = Problem.safeParse(parsedJson(bytes));
    if (!problem.success) return unknown(`the answer was ${status} without an explanation`);
    return { kind: 'problem', problem: problem.data, retryAfterMs: retryAfterMs(headers) };
  }
  if (status !== promised && status !== also) return unknown(`the answer was ${status}`);
  const etag = headers.get('ETag');
  if (gives === 'bytes') return { kind: 'ok', value: bytes, etag };
  if (!answer) return { kind: 'ok', value: undefined, etag };
  const read = answer.safeParse(type.includes('json') ? parsedJson(bytes) : undefined);
  return read.success ? { kind: 'ok', value: read.data, etag } : unknown('the answer was damaged');
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** `Retry-After` in milliseconds. The API sends seconds, never a date. */
function retryAfterMs(headers: Headers): number | null {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  return seconds >= 0 ? seconds * 1000 : null;
}

function unknown(reason: string): Reply<never> {
  return { kind: 'unknown', reason };
}
