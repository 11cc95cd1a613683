import type { Operation } from '../../../contract/operations.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Reply } from './client.ts';

/** Reads and validates a response. Anything that the operation does not promise is an unknown outcome. */
export async function readReply(operation: Operation, response: Response): Promise<Reply<unknown>> {
  if (response.status === 304) return { kind: 'notModified' };
  if (isRedirect(response) || response.status === 401) return { kind: 'signedOut' };
  const type = response.headers.get('Content-Type') ?? '';
  // The sign-in page instead of a response. An error page of the site is an unknown outcome.
  if (response.ok && type.startsWith('text/html')) return { kind: 'signedOut' };
  if (response.ok) return readAnswer(operation, response, type);
  const problem = Problem.safeParse(parsedJson(await response.text()));
  if (!problem.success) return unknown(`the answer was ${response.status} without an explanation`);
  return { kind: 'problem', problem: problem.data, retryAfterMs: retryAfterMs(response) };
}

/** Browsers hide the status of a redirect that is not followed. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

async function readAnswer(
  { answer, gives, status, also }: Operation,
  response: Response,
  type: string,
): Promise<Reply<unknown>> {
  const isPromised = response.status === status || response.status === also;
  if (!isPromised) return unknown(`the answer was ${response.status}`);
  const etag = response.headers.get('ETag');
  if (gives === 'bytes')
    return { kind: 'ok', value: new Uint8Array(await response.arrayBuffer()), etag };
  const text = await response.text();
  if (!answer) return { kind: 'ok', value: undefined, etag };
  const read = answer.safeParse(type.includes('json') ? parsedJson(text) : undefined);
  return read.success ? { kind: 'ok', value: read.data, etag } : unknown('the answer was damaged');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in milliseconds. The API sends seconds, never a date. */
function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return seconds >= 0 ? seconds * 1000 : null;
}

function unknown(reason: string): Reply<never> {
  return { kind: 'unknown', reason };
}
