import { type OperationName, operations } from '../../contract/operations.ts';
import { headersOf } from '../../functions/http/openapi-headers.ts';
import { principalHeader, type User } from '../support/users.ts';

export interface RequestOptions {
  /** Path parameters; `id` stands for the path's only parameter, whatever its name. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Sent as JSON; a Buffer is sent unchanged. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
  readonly etag: string;
}

export type Api = (name: OperationName, options?: RequestOptions) => Promise<ApiAnswer>;

/**
 * Calls operations directly at a functions host, as the site would for `user`; `undefined` means signed out.
 * A response body is parsed if it is JSON, otherwise a Buffer, and null if there is none.
 */
export function apiClient(functionsUrl: string, user: User | undefined): Api {
  return async (name, { params = {}, query = {}, body, headers = {} } = {}) => {
    const { method, path } = operations[name];
    const url = new URL(`${functionsUrl}/api/${fill(path, params)}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value));
    const response = await fetch(url, {
      method,
      headers: {
        // A test may be so slow that the host closes a connection just before it is used again.
        connection: 'close',
        ...(user ? principalHeader(user) : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    assertDescribed(name, response);
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: bytes.byteLength === 0 ? null : isJson ? JSON.parse(String(bytes)) : bytes,
      etag: response.headers.get('etag') ?? '',
    };
  };
}

/** Every call in these tests also checks that the OpenAPI document names the headers it got. */
function assertDescribed(name: OperationName, { status, headers }: Response): void {
  if (status >= 500 && !headers.has('cache-control')) return; // the host's own answer
  const described = Object.keys(headersOf(name, status, true));
  for (const header of ['ETag', 'Location', 'Retry-After']) {
    if (headers.has(header) && !described.includes(header))
      throw new Error(`${name} ${status} has ${header}, which OpenAPI does not describe`);
  }
}

function fill(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(params[name] ?? params.id ?? ''),
  );
}

/** A body for create-session and create-snapshot. */
export function newDocument(title = 'A title', content = '{"dashboards":[]}') {
  return { title, description: 'A description', content };
}

/** Headers with a new idempotency key. */
export function idempotencyKey(): { 'idempotency-key': string } {
  return { 'idempotency-key': crypto.randomUUID().replaceAll('-', '') };
}
