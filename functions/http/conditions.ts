import type { HttpRequest } from '@azure/functions';
import type { ByteRange } from '../../contract/assets.ts';
import { idempotencyKey } from '../../contract/fields.ts';
import { BadRequest } from './errors.ts';
import { parseRange } from './range.ts';

/** The parsed headers that change what an operation does. */
export interface Conditions {
  /** ETags with quotes; undefined also for `*`, which matches any existing document. */
  readonly ifMatch: readonly string[] | undefined;
  readonly ifNoneMatch: readonly string[] | '*' | undefined;
  readonly idempotencyKey: string | undefined;
  /** `Prefer: return=minimal`. */
  readonly minimal: boolean;
  /** Undefined also for a `Range` other than one run of bytes; the whole is sent then. */
  readonly range: ByteRange | undefined;
}

/** Throws BadRequest. */
export function readConditions({ headers }: Pick<HttpRequest, 'headers'>): Conditions {
  const ifMatch = readEtags(headers, 'If-Match');
  return {
    ifMatch: ifMatch === '*' ? undefined : ifMatch,
    ifNoneMatch: readEtags(headers, 'If-None-Match'),
    idempotencyKey: readKey(headers.get('idempotency-key')),
    minimal: /(^|[,;\s])return=minimal($|[,;\s])/i.test(headers.get('prefer') ?? ''),
    range: parseRange(headers.get('range')),
  };
}

/** Whether the client already has the response with this ETag. */
export function isKnown(etag: string | undefined, ifNoneMatch: Conditions['ifNoneMatch']): boolean {
  if (etag === undefined) return false;
  return ifNoneMatch === '*' || (ifNoneMatch?.includes(etag) ?? false);
}

/** Accepts weak and strong ETags, with or without quotes: compressing proxies turn strong ones into weak ones. */
function readEtags(headers: HttpRequest['headers'], name: string): string[] | '*' | undefined {
  const value = headers.get(name);
  if (!value) return undefined;
  if (value === '*') return '*';
  const tags = value.split(',').map((tag) => tag.trim());
  const named = tags.filter((tag) => tag !== '');
  if (named.length === 0) throw badEtag(name);
  return named.map((tag) => {
    const bare = /^(?:W\/)?"?([\x21\x23-\x2b\x2d-\x7e]+)"?$/.exec(tag)?.[1];
    if (bare === undefined) throw badEtag(name);
    return `"${bare}"`;
  });
}

function badEtag(name: string): BadRequest {
  const message = 'Expected ETags from earlier responses, separated by commas, or "*".';
  return new BadRequest([{ path: `header.${name}`, message }]);
}

/** The ETag in `If-Match` that matches the document's present one; the first if none matches. */
export async function currentOf(
  etags: Conditions['ifMatch'],
  readEtag: () => Promise<string | undefined>,
): Promise<string | undefined> {
  if (etags === undefined || etags.length < 2) return etags?.[0];
  const current = await readEtag();
  return etags.find((etag) => etag === current) ?? etags[0];
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
