import type * as z from 'zod/mini';

/** One operation of the API. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path under the route prefix `/api/`; `{name}` is a path parameter. */
  readonly path: string;
  readonly access: 'signed-in' | 'open';
  readonly params?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** The body is binary (`application/octet-stream`), not JSON. */
  readonly takes?: 'bytes';
  /** Request headers that change what the operation does. */
  readonly headers?: readonly (
    | 'If-Match'
    | 'If-None-Match'
    | 'Idempotency-Key'
    | 'Prefer'
    | 'Range'
  )[];
  readonly status: 200 | 201 | 204;
  /** Schema of the JSON response; absent if the response has no body. */
  readonly answer?: z.ZodMiniType;
  /** The response is binary (`application/octet-stream`), not JSON. */
  readonly gives?: 'bytes';
  /** A second success status. */
  readonly also?: 200 | 206;
  /** Further error statuses of this operation, besides 400, 401, 403, 429, 500 and 503. */
  readonly errors: readonly number[];
}
