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

/** What of a failed call to the SDK we look at. */
export interface CosmosFailure {
  readonly code?: number | string;
  readonly substatus?: number | undefined;
  readonly retryAfterInMs?: number;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Request units that a failed call was charged all the same. */
export function chargeOf(error: unknown): number {
  return Number((error as CosmosFailure).headers?.['x-ms-request-charge'] ?? 0);
}

/**
 * With these substatus codes a 404 does not say that there is no such document: a replica is behind the
 * session (1002), or the container or the database is missing (1003).
 */
const NOT_ABOUT_THE_DOCUMENT: readonly (number | undefined)[] = [1002, 1003];

/** Whether an answer says that there is no such document. */
export function isNotFound({
  code,
  substatus,
}: Pick<CosmosFailure, 'code' | 'substatus'>): boolean {
  return code === 404 && !NOT_ABOUT_THE_DOCUMENT.includes(substatus);
}

/**
 * Turns what the SDK threw into a domain error; this is the only place that knows its status codes.
 * Without a status code the answer was cut, was not JSON or never came: the outcome is unknown.
 * 400, 401 and 403 are our own mistakes and stay what they are.
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
