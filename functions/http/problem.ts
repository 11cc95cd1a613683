import type { Problem } from '../../contract/problem.ts';
import * as store from '../store/errors.ts';
import { ConfigurationError } from './configuration.ts';
import * as http from './errors.ts';

interface Outline {
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  /** For a person: what happened, what is safe, what to do. The error's own message if absent. */
  readonly detail?: string;
}

type ErrorClass = abstract new (...args: never[]) => Error;

const outlines: readonly (readonly [ErrorClass, Outline])[] = [
  [http.BadRequest, { status: 400, slug: 'bad-request', title: 'The request is not valid' }],
  [store.BadCursor, { status: 400, slug: 'bad-cursor', title: 'The cursor is not valid' }],
  [http.Unauthorized, { status: 401, slug: 'signed-out', title: 'Nobody is signed in' }],
  [http.CrossSite, { status: 403, slug: 'cross-site', title: 'Writes come from this site only' }],
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
    store.PreconditionFailed,
    {
      status: 412,
      slug: 'precondition-failed',
      title: 'Changed since you read it',
      detail:
        'Nothing was written. "current" is how the session stands; read it, then decide what to keep.',
    },
  ],
  [store.TooLarge, { status: 413, slug: 'too-large', title: 'Too large' }],
  [
    http.UnsupportedMediaType,
    { status: 415, slug: 'unsupported-media-type', title: 'Not a body this operation reads' },
  ],
  [
    store.KeyReused,
    {
      status: 422,
      slug: 'idempotency-key-reused',
      title: 'The key has made something else',
      detail:
        'Nothing was written. The answer shows what this Idempotency-Key has made; use a new key for a new one.',
    },
  ],
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
        'Whether the write was done is not known. Read the current state or send the same request again.',
    },
  ],
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

const RETRY_AFTER_UNAVAILABLE_S = 5;

/** The problem that answers an error. What nobody foresaw says only that, never its own message. */
export function toProblem(error: unknown, traceId: string): Problem {
  const found = outlines.find(([type]) => error instanceof type)?.[1] ?? unexpected;
  const { status, slug, title, detail = (error as Error).message } = found;
  return {
    type: `urn:holdfast:problem:${slug}`,
    title,
    status,
    detail,
    traceId,
    error: { type: slug, message: detail, service: 'persistence' },
    ...extraMembers(error),
  };
}

/** Seconds after which to try again, for 429 and 503. */
export function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof store.Throttled) return Math.max(1, Math.ceil(error.retryAfterMs / 1000));
  const unavailable = error instanceof store.Unavailable || error instanceof store.Conflict;
  return unavailable ? RETRY_AFTER_UNAVAILABLE_S : undefined;
}

function extraMembers(error: unknown): Partial<Problem> {
  if (error instanceof http.BadRequest && error.issues.length > 0) {
    return { issues: [...error.issues] };
  }
  if (error instanceof store.PreconditionFailed && error.current) return { current: error.current };
  if (error instanceof store.KeyReused) {
    return 'version' in error.current
      ? { current: error.current }
      : { currentSnapshot: error.current };
  }
  if (error instanceof store.TooLarge) {
    return { size: { bytes: error.bytes ?? null, maxBytes: error.maxBytes } };
  }
  return {};
}
