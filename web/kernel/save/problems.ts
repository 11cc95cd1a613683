import type { Failure } from '../ports/api.ts';
import type { JournalFailure } from '../ports/journal.ts';
import type { Problem } from '../problem.ts';
import type { OtherUser } from './persist.ts';

/** A failed call in the kinds a person is told apart. */
export function problemOf(failure: Failure | OtherUser): Problem {
  switch (failure.kind) {
    case 'notFound':
    case 'signedOut':
    case 'otherUser':
      return { kind: failure.kind };
    case 'tooLarge':
      return { kind: 'tooLarge', bytes: failure.bytes, maxBytes: failure.maxBytes };
    case 'invalid':
      return { kind: 'validation', message: failure.message, issues: failure.issues };
    case 'throttled':
    case 'unavailable':
      return { kind: 'unavailable', message: 'The server is busy' };
    case 'failed':
      return { kind: 'unknown', message: failure.message, traceId: failure.traceId };
    case 'unknown':
      return { kind: 'network', message: failure.message };
    case 'conflict':
    case 'keyReused':
      return { kind: 'unknown', message: 'The server holds another state', traceId: null };
  }
}

/** Why something kept on this device could not be opened. */
export function openingProblem(failure: JournalFailure): Problem {
  if (failure.reason === 'damaged') return { kind: 'damaged' };
  return failure.reason === 'missing' ? { kind: 'notFound' } : deviceProblem(failure);
}

export function deviceProblem(failure: JournalFailure): Problem {
  return { kind: 'device', message: failure.message };
}
