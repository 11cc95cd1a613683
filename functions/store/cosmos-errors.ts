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
  readonly substatus?: number;
  readonly retryAfterInMs?: number;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Request units that a failed call was charged all the same. */
export function chargeOf(error: unknown): number {
  return Number((error as CosmosFailure).headers?.['x-ms-request-charge'] ?? 0);
}

/** 404 with this substatus means that the container or the database is missing, not the document. */
const OWNER_NOT_FOUND = 1003;

/**
 * Turns what the SDK threw into a domain error; this is the only place that knows its status codes.
 * Without a status code the answer was cut, was not JSON or never came: the outcome is unknown.
 * 400, 401 and 403 are our own mistakes and stay what they are.
 */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const { code, substatus, retryAfterInMs } = error as CosmosFailure;
  switch (code) {
    case 400:
    case 401:
    case 403:
      return error;
    case 404:
      return substatus === OWNER_NOT_FOUND ? new Unavailable(error) : new NotFound('Not found.');
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
