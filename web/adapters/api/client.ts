import type * as z from 'zod/mini';
import { type Operation, type OperationName, operations } from '../../../contract/operations.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Queries } from '../../../contract/queries.ts';
import { type Arrived, fetchWhileMoving } from './fetch-while-moving.ts';
import { logUnknown } from './log-unknown.ts';
import { readReply } from './reply.ts';
import { upload } from './upload.ts';

/** Larger bodies can take longer than that on a slow connection (1 kB/s). */
const LARGE_BYTES = 64 * 1024;

type Table = typeof operations;
type Parsed<T> = T extends z.ZodMiniType ? z.output<T> : undefined;
type Written<T, Key extends string> = T extends {
  readonly [K in Key]: infer S extends z.ZodMiniType;
}
  ? z.input<S>
  : never;

/** The response of an operation: parsed, or as bytes; undefined if it is empty. */
export type Answer<Name extends OperationName> = Table[Name] extends {
  readonly answer: infer Schema;
}
  ? Parsed<Schema>
  : Table[Name] extends { readonly gives: 'bytes' }
    ? Uint8Array<ArrayBuffer>
    : undefined;

export interface CallInput<Name extends OperationName> {
  readonly params?: Written<Table[Name], 'params'>;
  /** Query parameters as text. Undefined and empty ones are left out. */
  readonly query?: Name extends keyof Queries ? z.input<Queries[Name]> : never;
  readonly body?: Written<Table[Name], 'body'>;
  /** The body as bytes: JSON, gzipped if a header says so, or of the type that a header says. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called with the share of large `bytes` that has been sent, from 0 to 1. False ends the call. */
  readonly onSent?: ((ratio: number) => boolean) | undefined;
  readonly signal?: AbortSignal;
  /** Milliseconds without a response, or without progress of it, after which the outcome counts as unknown. */
  readonly timeoutMs?: number;
}

/** All outcomes of a call. Nothing is thrown. */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly etag: string | null }
  | { readonly kind: 'notModified' }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterMs: number | null }
  /** Nobody is signed in: a 401, a redirect, or an HTML page where JSON was expected. */
  | { readonly kind: 'signedOut' }
  /** No response, or an invalid one: the server may or may not have carried out the call. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type Call = <Name extends OperationName>(
  name: Name,
  input?: CallInput<Name>,
) => Promise<Reply<Answer<Name>>>;

/**
 * Creates a function that calls the API, from the contract's table of operations.
 * @param origin of the API, for example `https://holdfast.example`; '' is that of this page.
 */
export function createClient(origin = '', fetchFunction: typeof fetch = fetch): Call {
  function send(url: string, method: string, input: CallInput<OperationName>): Promise<Arrived> {
    const { bytes, onSent, signal } = input;
    const headers = headersOf(input);
    const isLarge = bytes !== undefined && bytes.byteLength >= LARGE_BYTES;
    if (isLarge && 'XMLHttpRequest' in globalThis)
      return upload(url, { method, headers, body: bytes, onSent });
    const body = bytes ?? (input.body === undefined ? null : JSON.stringify(input.body));
    const init = { method, headers, body, signal, redirect: 'manual', cache: 'no-store' } as const;
    return fetchWhileMoving(fetchFunction, url, init, input.timeoutMs);
  }

  return async (name, input = {}) => {
    const operation: Operation = operations[name];
    try {
      const arrived = await send(origin + pathOf(operation, input), operation.method, input);
      const reply = readReply(operation, arrived);
      logUnknown(name, reply);
      return reply as Reply<Answer<typeof name>>;
    } catch (error) {
      return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

function headersOf(input: CallInput<OperationName>): Record<string, string> {
  const hasBody = input.body !== undefined || input.bytes !== undefined;
  return {
    Accept: 'application/json',
    ...(hasBody && { 'Content-Type': 'application/json' }),
    ...input.headers,
  };
}

function pathOf(operation: Operation, input: CallInput<OperationName>): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return `/api/${path}${query.size > 0 ? `?${query}` : ''}`;
}
