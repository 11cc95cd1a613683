import type * as z from 'zod/mini';

/** One operation of the API. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the route prefix `/api/`; `{name}` is a path parameter. */
  readonly path: string;
  readonly access: 'signed-in' | 'open';
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** The body is bytes (`application/octet-stream`), not JSON. */
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
  /** Shape of the JSON answer; absent where the answer is empty. */
  readonly answer?: z.ZodMiniType;
  /** The answer is bytes (`application/octet-stream`), not JSON. */
  readonly gives?: 'bytes';
  /** Another answer that is no error. */
  readonly also?: 200 | 206;
  /** The errors this operation has of its own, beside 400, 401, 403, 429, 500 and 503. */
  readonly errors: readonly number[];
}
