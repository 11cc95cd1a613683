import type { Failure } from './api.ts';
import type { Journaled, JournalFailure } from './journal.ts';

/** Why something failed. Each kind has its own message on screen. */
export type Problem =
  | { readonly kind: 'network'; readonly message: string }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'validation'; readonly message: string; readonly issues: readonly string[] }
  | { readonly kind: 'signedOut' }
  /** Another user has signed in since; nothing of the first user's work is sent. */
  | { readonly kind: 'otherUser' }
  | { readonly kind: 'notFound' }
  /** The content names assets that are neither on this device nor in the cloud. */
  | { readonly kind: 'assetsMissing'; readonly hashes: readonly string[] }
  | { readonly kind: 'tooLarge'; readonly bytes: number | null; readonly maxBytes: number | null }
  /** A newer build wrote the content. */
  | { readonly kind: 'newer' }
  /** The content does not match the schema; `issues` says where. */
  | { readonly kind: 'invalid'; readonly issues: readonly string[] }
  /** The data on this device is damaged. It was set aside; nothing of it was deleted. */
  | { readonly kind: 'damaged' }
  /** Another tab has it open. */
  | { readonly kind: 'heldElsewhere' }
  /** Reading or writing on this device failed. */
  | { readonly kind: 'device'; readonly message: string; readonly isFull?: boolean }
  | { readonly kind: 'unknown'; readonly message: string; readonly traceId: string | null };

/** The problem that a failed call is for the person. */
export function problemOf(failure: Failure): Problem {
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
    case 'abandoned':
      return { kind: 'unknown', message: 'The response does not match', traceId: null };
    default:
      return failure;
  }
}

/** Why something stored on this device could not be opened. */
export function openingProblem(failure: JournalFailure): Problem {
  if (failure.reason === 'damaged') return { kind: 'damaged' };
  return failure.reason === 'missing' ? { kind: 'notFound' } : deviceProblem(failure);
}

/** What the journal returned; `otherwise` if the call failed. */
export function valueOr<T, U>(result: Journaled<T>, otherwise: U): T | U {
  return result.ok ? result.value : otherwise;
}

/** True if the journal has lost the buffer. Any other failure may be temporary. */
export function isGone({ reason }: JournalFailure): boolean {
  return reason === 'missing' || reason === 'damaged';
}

export function deviceProblem(failure: JournalFailure) {
  return { kind: 'device', message: failure.message, isFull: failure.reason === 'quota' } as const;
}
