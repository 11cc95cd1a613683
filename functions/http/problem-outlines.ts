import * as store from '../store/errors.ts';
import { ConfigurationError } from './configuration.ts';
import * as http from './errors.ts';
import { AssetsUnavailable, QueueUnavailable } from './unavailable.ts';

export interface Outline {
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  /** For people: what happened, what is safe, what to do. Defaults to the error's message. */
  readonly detail?: string;
}

type ErrorClass = abstract new (...args: never[]) => Error;

const outlines: readonly (readonly [ErrorClass, Outline])[] = [
  [http.BadRequest, { status: 400, slug: 'bad-request', title: 'The request is not valid' }],
  [store.BadCursor, { status: 400, slug: 'bad-cursor', title: 'The cursor is not valid' }],
  [http.Unauthorized, { status: 401, slug: 'signed-out', title: 'Nobody is signed in' }],
  [http.CrossSite, { status: 403, slug: 'cross-site', title: 'Writes come from this site only' }],
  [
    store.QuotaReached,
    { status: 403, slug: 'quota-reached', title: 'As many as one person may have' },
  ],
  [store.Forbidden, { status: 403, slug: 'forbidden', title: 'Only its owner may do this' }],
  [
    store.NotFound,
    {
      status: 404,
      slug: 'not-found',
      title: 'Not found',
      detail: 'There is nothing with this id, or it is not yours.',
    },
  ],
  [
    store.AlreadyDeleted,
    {
      status: 409,
      slug: 'already-deleted',
      title: 'What this key has made was deleted',
      detail:
        'Nothing was made again. Look for it in the trash, or use a new Idempotency-Key to make a new one.',
    },
  ],
  [
    store.PreconditionFailed,
    {
      status: 412,
      slug: 'precondition-failed',
      title: 'Changed since you read it',
      detail:
        'Nothing was written. "current" is how the session stands; read it, then decide what to keep.',
    },
  ],
  [http.LengthRequired, { status: 411, slug: 'length-required', title: 'The length is missing' }],
  [store.TooLarge, { status: 413, slug: 'too-large', title: 'Too large' }],
  [
    http.UnsupportedMediaType,
    { status: 415, slug: 'unsupported-media-type', title: 'Not a body this operation reads' },
  ],
  [
    http.RangeNotSatisfiable,
    {
      status: 416,
      slug: 'range-not-satisfiable',
      title: 'It ends before that',
      detail: 'The asset has fewer bytes than the Range header asks for.',
    },
  ],
  [http.MissingAssets, { status: 422, slug: 'missing-assets', title: 'Assets are missing' }],
  [http.WrongHash, { status: 422, slug: 'wrong-hash', title: 'These bytes have another hash' }],
  [
    store.KeyReused,
    {
      status: 422,
      slug: 'idempotency-key-reused',
      title: 'The key has made something else',
      detail:
        'Nothing was written. "current" or "currentSnapshot" is what this Idempotency-Key has made; use a new key for a new one.',
    },
  ],
  [http.TooManyRequests, { status: 429, slug: 'too-many-requests', title: 'Too many requests' }],
  [
    store.Throttled,
    {
      status: 429,
      slug: 'throttled',
      title: 'Too busy',
      detail: 'Nothing was written. Try again after the seconds that Retry-After says.',
    },
  ],
  [
    store.Unavailable,
    {
      status: 503,
      slug: 'unavailable',
      title: 'The database does not answer',
      detail:
        'Whether a write was done is not known: read the current state, or send the same request again.',
    },
  ],
  [
    AssetsUnavailable,
    {
      status: 503,
      slug: 'assets-unavailable',
      title: 'The file storage does not answer',
      detail:
        'No session and no snapshot was changed. Send the same request again: an asset that has arrived is kept once.',
    },
  ],
  [
    QueueUnavailable,
    {
      status: 503,
      slug: 'queue-unavailable',
      title: 'The queue does not answer',
      detail: 'Nothing was deleted or restored. Send the same request again.',
    },
  ],
  [http.Busy, { status: 503, slug: 'busy', title: 'Too much at once' }],
  [
    store.Conflict,
    {
      status: 503,
      slug: 'no-free-id',
      title: 'No free id was found',
      detail: 'Nothing was written. Try again.',
    },
  ],
  [
    store.Corrupt,
    {
      status: 500,
      slug: 'unreadable-document',
      title: 'The stored document cannot be read',
      detail: 'It was left as it is. Report the trace id; everything else still works.',
    },
  ],
  [
    http.DamagedAsset,
    {
      status: 500,
      slug: 'damaged-asset',
      title: 'The stored asset is damaged',
      detail:
        'Other bytes are kept under this hash. Put the right ones again, from wherever they still are.',
    },
  ],
  [
    ConfigurationError,
    {
      status: 500,
      slug: 'configuration',
      title: 'The service is not set up',
      detail: 'App settings are missing or wrong; the log of the service says which.',
    },
  ],
];

const unexpected: Outline = {
  status: 500,
  slug: 'unexpected',
  title: 'Something went wrong here',
  detail: 'Try again; if it happens again, report the trace id.',
};

/** Status, title and detail for an error. Unknown errors become a generic 500. */
export function outlineOf(error: unknown): Outline {
  return outlines.find(([type]) => error instanceof type)?.[1] ?? unexpected;
}
