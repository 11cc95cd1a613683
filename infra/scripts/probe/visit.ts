import { gzipSync } from 'node:zlib';

/** Timeout of one request, in ms: the limit of Static Web Apps for an API. */
const ANSWER_TIMEOUT_MS = 45_000;

const GZIPPED_JSON = { 'content-type': 'application/json', 'content-encoding': 'gzip' };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body parsed as JSON; undefined if it is not JSON. */
  readonly json: unknown;
}

export interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as gzipped JSON, as the web app does. */
  readonly body?: object;
}

/** Sends one request without following redirects. Throws if no response comes. */
export async function visit(
  url: URL,
  { method = 'GET', headers = {}, body }: Visit = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(body && GZIPPED_JSON) },
    ...(body && { body: gzipSync(JSON.stringify(body)) }),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws an error with the expected and the actual status. */
export function expectStatus(answer: Answer, ...expected: readonly number[]): void {
  if (expected.includes(answer.status)) return;
  throw new Error(`expected ${expected.join(' or ')}, got ${answer.status}`);
}

export function expectHeader(answer: Answer, name: string, expected: RegExp): void {
  const value = answer.headers.get(name);
  if (value === null) throw new Error(`the header ${name} is missing`);
  if (!expected.test(value)) throw new Error(`${name} is "${value}"`);
}
