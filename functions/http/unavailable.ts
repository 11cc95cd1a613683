import { Unavailable } from '../store/errors.ts';

/** For the end of a promise: a failed question to the storage account is answered with 503. */
export function unavailable(cause: unknown): never {
  throw new Unavailable(cause);
}
