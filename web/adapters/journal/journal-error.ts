import type { JournalFailure, JournalReason } from '../../kernel/index.ts';
import { isQuotaError } from '../quota.ts';

/** A failure that the journal itself found. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly reason: JournalReason;

  constructor(reason: JournalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** IndexedDB's names for "not available here": switched off, private window. */
const DISABLED = new Set(['SecurityError', 'InvalidStateError', 'ReferenceError']);

/** What the kernel is told of anything thrown in here. */
export function failureOf(error: unknown): JournalFailure {
  const { name = '', message = String(error) } = (error ?? {}) as Partial<Error>;
  return { ok: false, reason: reasonOf(error, name), message: message || name };
}

function reasonOf(error: unknown, name: string): JournalReason {
  if (error instanceof JournalError) return error.reason;
  if (isQuotaError(error)) return 'quota';
  if (name === 'VersionError') return 'newerBuild';
  return DISABLED.has(name) ? 'disabled' : 'failed';
}
