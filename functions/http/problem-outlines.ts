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
  [http.CrossSite, { status: 403, slug: 'cross-site', title: 'Only pages of this site may write' }],
  [store.QuotaReached, { status: 403, slug: 'quota-reached', title: 'The quota is reached' }],
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
      title: 'What this key created was deleted',
      detail:
        'It was not created again. Look for it in the trash, or use a new Idempotency-Key to create a new one.',
    },
  ],
  [
    store.PreconditionFailed,
    {
      status: 412,
      slug: 'precondition-failed',
      title: 'Changed since you read it',
      detail:
        'Nothing was written. "current" is the session as it is now; read it, then decide what to keep.',
    },
  ],
  [http.LengthRequired, { status: 411, slug: 'length-required', title: 'The length is missing' }],
  [store.TooLarge, { status: 413, slug: 'too-large', title: 'Too large' }],
  [
    http.UnsupportedMediaType,
    {
      status: 415,
      slug: 'unsupported-media-type',
      title: 'This operation does not accept such a body',
    },
  ],
  [
    http.RangeNotSatisfiable,
    {
      status: 416,
      slug: 'range-not-satisfiable',
      title: 'The range is beyond the end',
      detail: 'The asset has fewer bytes than the Range header asks for.',
    },
  ],
  [http.MissingAssets, { status: 422, slug: 'missing-assets', title: 'Assets are missing' }],
  [
    store.DeltaNotApplicable,
    { status: 422, slug: 'delta-not-applicable', title: 'The delta does not apply' },
  ],
  [http.WrongHash, { status: 422, slug: 'wrong-hash', title: 'These bytes have another hash' }],
  [
    store.KeyReused,
    {
      status: 422,
      slug: 'idempotency-key-reused',
      title: 'The key was used for something else',
      detail:
        'Nothing was written. "current" or "currentSnapshot" is what this Idempotency-Key created; use a new key to create another.',
    },
  ],
  [http.TooManyRequests, { status: 429, slug: 'too-many-requests', title: 'Too many requests' }],
  [
    store.Throttled,
    {
      status: 429,
      slug: 'throttled',
      title: 'Too busy',
      detail: 'Nothing was written. Try again after the number of seconds in Retry-After.',
    },
  ],
  [
    store.Unavailable,
    {
      status: 503,
      slug: 'unavailable',
      title: 'The database does not answer',
      detail:
        'It is unknown whether a write was done: read the current state, or send the same request again.',
    },
  ],
  [
    AssetsUnavailable,
    {
      status: 503,
      slug: 'assets-unavailable',
      title: 'The file storage does not answer',
      detail:
        'No session or snapshot was changed. Send the same request again: an asset that arrived is stored only once.',
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
      detail: 'It was left unchanged. Report the trace id; everything else still works.',
    },
  ],
  [
    http.DamagedAsset,
    {
      status: 500,
      slug: 'damaged-asset',
      title: 'The stored asset is damaged',
      detail:
        'The stored bytes do not match this hash. If you still have the right ones, upload them again.',
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
