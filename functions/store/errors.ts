import type { SessionMetadata } from '../../contract/sessions.ts';
import type { SnapshotMetadata } from '../../contract/snapshots.ts';

/** An outcome that the stores expect. Unknown errors are thrown unchanged. */
export abstract class StoreError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The document does not exist or belongs to another user. */
export class NotFound extends StoreError {}

/** The document exists, and users may know that, but only its owner may do this. */
export class Forbidden extends StoreError {}

/** Another document has this id. */
export class Conflict extends StoreError {}

/** The document has changed since the caller read it; `current` is its present state, if known. */
export class PreconditionFailed extends StoreError {
  readonly current: SessionMetadata | undefined;

  constructor(current?: SessionMetadata) {
    super('The session has been changed since it was read.');
    this.current = current;
  }
}

/** The document that this idempotency key created was deleted permanently or moved to the trash. */
export class AlreadyDeleted extends StoreError {
  constructor() {
    super('What this Idempotency-Key created was deleted.');
  }
}

/** The idempotency key was used with another body; `current` is what it created, if that exists. */
export class KeyReused extends StoreError {
  readonly current: SessionMetadata | SnapshotMetadata | undefined;

  constructor(current: SessionMetadata | SnapshotMetadata | undefined) {
    super('This Idempotency-Key was already used with another title, description or content.');
    this.current = current;
  }
}

/** The user has as many sessions or snapshots as the settings allow. */
export class QuotaReached extends StoreError {
  constructor(max: number) {
    super(
      `You have ${max} of these, the most that one person may have. Nothing was written. Delete one, then try again.`,
    );
  }
}

/** The database is busy; try again after `retryAfterMs`. */
export class Throttled extends StoreError {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('The database is busy.');
    this.retryAfterMs = retryAfterMs;
  }
}

export class TooLarge extends StoreError {
  readonly bytes: number | undefined;
  readonly maxBytes: number;

  constructor(maxBytes: number, bytes?: number) {
    const size = bytes === undefined ? 'more bytes' : `${bytes} bytes, which is more`;
    super(`This has ${size} than the ${maxBytes} that are accepted. Nothing was written.`);
    this.bytes = bytes;
    this.maxBytes = maxBytes;
  }
}

/** A content delta that does not fit the stored session, or whose result is not what it says. */
export class DeltaNotApplicable extends StoreError {
  /** @param why one sentence. */
  constructor(why: string) {
    super(`${why} Nothing was written. Send the whole content instead.`);
  }
}

/** The database did not answer, or its response made no sense: the outcome is unknown. */
export class Unavailable extends StoreError {
  constructor(cause: unknown) {
    super('The database does not answer.', { cause });
  }
}

/** The stored document does not match the schema of this version. */
export class Corrupt extends StoreError {
  constructor(cause?: unknown) {
    super('The stored document cannot be read.', { cause });
  }
}

/** The cursor is malformed, or belongs to another list or user. */
export class BadCursor extends StoreError {
  constructor() {
    super('This cursor does not belong to this list. Start again without a cursor.');
  }
}
