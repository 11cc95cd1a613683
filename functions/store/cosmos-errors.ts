import { ITEM_MAX_BYTES } from '../../contract/limits.ts';
import {
  Conflict,
  NotFound,
  PreconditionFailed,
  StoreError,
  Throttled,
  TooLarge,
  Unavailable,
} from './errors.ts';

/** The part of an SDK error that this code reads. */
export interface CosmosFailure {
  readonly code?: number | string;
  readonly substatus?: number | undefined;
  readonly retryAfterInMs?: number;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Request units charged for a failed call. */
export function chargeOf(error: unknown): number {
  return Number((error as CosmosFailure).headers?.['x-ms-request-charge'] ?? 0);
}

/**
 * A 404 with one of these substatus codes does not mean that the document is missing: a replica lags
 * behind the session (1002), or the container or database is missing (1003).
 */
const NOT_ABOUT_THE_DOCUMENT: readonly (number | undefined)[] = [1002, 1003];

/** Whether a response says that the document does not exist. */
export function isNotFound({
  code,
  substatus,
}: Pick<CosmosFailure, 'code' | 'substatus'>): boolean {
  return code === 404 && !NOT_ABOUT_THE_DOCUMENT.includes(substatus);
}

/**
 * Turns an SDK error into a domain error; the only place that knows the database's status codes.
 * No status code means that the response was cut off, was not JSON or never came: the outcome is unknown.
 * 400, 401 and 403 are bugs or wrong settings on our side and are returned unchanged.
 */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const failure = error as CosmosFailure;
  const { code, retryAfterInMs } = failure;
  switch (code) {
    case 400:
    case 401:
    case 403:
      return error;
    case 404:
      return isNotFound(failure) ? new NotFound('Not found.') : new Unavailable(error);
    case 409:
      return new Conflict('The id is taken.');
    case 412:
      return new PreconditionFailed();
    case 413:
      return new TooLarge(ITEM_MAX_BYTES);
    case 429:
    case 449:
      return new Throttled(retryAfterInMs ?? 0);
    default:
      return new Unavailable(error);
  }
}
