import type { Failure } from './api.ts';
import type { JournalFailure } from './journal.ts';

/** Why something did not work, in the kinds a person is told apart. */
export type Problem =
  | { readonly kind: 'network'; readonly message: string }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'validation'; readonly message: string; readonly issues: readonly string[] }
  | { readonly kind: 'signedOut' }
  /** Somebody else signed in since; nothing of the first person's work is sent. */
  | { readonly kind: 'otherUser' }
  | { readonly kind: 'notFound' }
  /** Data that the content names is neither on this device nor in the cloud. */
  | { readonly kind: 'assetsMissing'; readonly hashes: readonly string[] }
  | { readonly kind: 'tooLarge'; readonly bytes: number | null; readonly maxBytes: number | null }
  /** The content was written by a later build than this one. */
  | { readonly kind: 'newer' }
  /** The content does not fit the schema; `issues` says where. */
  | { readonly kind: 'invalid'; readonly issues: readonly string[] }
  /** What is kept on this device is not whole any more: it was set aside, and nothing of it deleted. */
  | { readonly kind: 'damaged' }
  /** Another living tab works on it. */
  | { readonly kind: 'heldElsewhere' }
  /** What is kept on this device could not be read or written. */
  | { readonly kind: 'device'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string; readonly traceId: string | null };

/** What a call comes to when somebody else has signed in than the one whose work this is. */
export interface OtherUser {
  readonly kind: 'otherUser';
}

/** A failed call in the kinds a person is told apart. */
export function problemOf(failure: Failure | OtherUser): Problem {
  switch (failure.kind) {
    case 'invalid':
      return { ...failure, kind: 'validation' };
    case 'throttled':
    case 'unavailable':
      return { kind: 'unavailable', message: 'The server is busy' };
    case 'failed':
      return { ...failure, kind: 'unknown' };
    case 'unknown':
      return { ...failure, kind: 'network' };
    case 'conflict':
    case 'keyReused':
      return { kind: 'unknown', message: 'The server holds another state', traceId: null };
    default:
      return failure;
  }
}

/** Why something kept on this device could not be opened. */
export function openingProblem(failure: JournalFailure): Problem {
  if (failure.reason === 'damaged') return { kind: 'damaged' };
  return failure.reason === 'missing' ? { kind: 'notFound' } : deviceProblem(failure);
}

/** Whether the journal has lost a buffer for good; any other failure may be over at the next try. */
export function isGone({ reason }: JournalFailure): boolean {
  return reason === 'missing' || reason === 'damaged';
}

export function deviceProblem(failure: JournalFailure): Problem {
  return { kind: 'device', message: failure.message };
}
