import type { Problem } from '../../contract/problem.ts';
import * as store from '../store/errors.ts';
import * as http from './errors.ts';
import { outlineOf } from './problem-outlines.ts';
import { PartUnavailable } from './unavailable.ts';

const RETRY_AFTER_UNAVAILABLE_S = 5;

/** The problem document for an error. For an unknown error it is a generic 500 without the error's message. */
export function toProblem(error: unknown, traceId: string): Problem {
  const { status, slug, title, detail = (error as Error).message } = outlineOf(error);
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

/** Value of Retry-After in s, for 429 and 503. */
export function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof store.Throttled || error instanceof http.TooManyRequests) {
    return Math.max(1, Math.ceil(error.retryAfterMs / 1000));
  }
  const isPassing = [store.Unavailable, store.Conflict, http.Busy, PartUnavailable].some(
    (type) => error instanceof type,
  );
  return isPassing ? RETRY_AFTER_UNAVAILABLE_S : undefined;
}

function extraMembers(error: unknown): Partial<Problem> {
  if (error instanceof http.BadRequest && error.issues.length > 0) {
    return { issues: [...error.issues] };
  }
  if (error instanceof store.PreconditionFailed && error.current) return { current: error.current };
  if (error instanceof store.KeyReused && error.current) {
    return 'version' in error.current
      ? { current: error.current }
      : { currentSnapshot: error.current };
  }
  if (error instanceof http.MissingAssets) return { missing: [...error.missing] };
  if (error instanceof store.TooLarge) {
    return { size: { bytes: error.bytes ?? null, maxBytes: error.maxBytes } };
  }
  return {};
}
