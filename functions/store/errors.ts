import type { SessionMetadata } from '../../contract/sessions.ts';
import type { SnapshotMetadata } from '../../contract/snapshots.ts';

/** An outcome that the stores foresee. What they do not foresee is thrown as it came. */
export abstract class StoreError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** There is no such document, or it is not yours. */
export class NotFound extends StoreError {}

/** It exists and everybody may know so, but only its owner may do this. */
export class Forbidden extends StoreError {}

/** Another document holds this id. */
export class Conflict extends StoreError {}

/** The document is no longer the one the caller had read; `current` is how it stands, where known. */
export class PreconditionFailed extends StoreError {
  readonly current: SessionMetadata | undefined;

  constructor(current?: SessionMetadata) {
    super('The session has been changed since it was read.');
    this.current = current;
  }
}

/** What the idempotency key has made was deleted, for good or into the trash. */
export class AlreadyDeleted extends StoreError {
  constructor() {
    super('What this Idempotency-Key has made was deleted.');
  }
}

/** The idempotency key has already made another document: `current`, or none where it is not there. */
export class KeyReused extends StoreError {
  readonly current: SessionMetadata | SnapshotMetadata | undefined;

  constructor(current: SessionMetadata | SnapshotMetadata | undefined) {
    super('This Idempotency-Key was already used with another title, description or content.');
    this.current = current;
  }
}

/** The user has as many sessions, or snapshots, as the settings allow. */
export class QuotaReached extends StoreError {
  constructor(max: number) {
    super(
      `You have ${max} of these, and the service keeps no more of one person. Nothing was written. Delete one, then try again.`,
    );
  }
}

/** The database asks to wait. */
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

/** The database did not answer, or not with anything that makes sense: the outcome is unknown. */
export class Unavailable extends StoreError {
  constructor(cause: unknown) {
    super('The database does not answer.', { cause });
  }
}

/** The document does not have the shape that this version writes and reads. */
export class Corrupt extends StoreError {
  constructor(cause?: unknown) {
    super('The stored document cannot be read.', { cause });
  }
}

/** The cursor is broken, or belongs to another list or another user. */
export class BadCursor extends StoreError {
  constructor() {
    super('This cursor is not one of this list. Start again without a cursor.');
  }
}
