import type { HttpRequest } from '@azure/functions';
import { idempotencyKey } from '../../contract/fields.ts';
import { BadRequest } from './errors.ts';

/** The headers that change what an operation does, ready for use. */
export interface Conditions {
  /** An ETag, quoted once; absent also for `*`, which any existing document meets. */
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** `Prefer: return=minimal`. */
  readonly minimal: boolean;
}

/** Throws BadRequest. */
export function readConditions({ headers }: Pick<HttpRequest, 'headers'>): Conditions {
  return {
    ifMatch: readEtag(headers, 'If-Match'),
    ifNoneMatch: readEtag(headers, 'If-None-Match'),
    idempotencyKey: readKey(headers.get('idempotency-key')),
    minimal: /(^|[,;\s])return=minimal($|[,;\s])/i.test(headers.get('prefer') ?? ''),
  };
}

/** One ETag, weak or strong, with or without quotes: proxies that compress weaken them on the way. */
function readEtag(headers: HttpRequest['headers'], name: string): string | undefined {
  const value = headers.get(name)?.trim();
  if (!value || value === '*') return undefined;
  const bare = /^(?:W\/)?"?([\x21\x23-\x2b\x2d-\x7e]+)"?$/.exec(value)?.[1];
  if (bare === undefined) {
    throw new BadRequest([
      { path: `header.${name}`, message: 'Expected one ETag as an answer gave it, or "*".' },
    ]);
  }
  return `"${bare}"`;
}

function readKey(value: string | null): string | undefined {
  if (value === null) return undefined;
  const result = idempotencyKey.safeParse(value);
  if (result.success) return result.data;
  throw new BadRequest([
    {
      path: 'header.Idempotency-Key',
      message: result.error.issues[0]?.message ?? 'Not an idempotency key.',
    },
  ]);
}
