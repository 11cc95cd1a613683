import type { JournalFailure, JournalReason } from '../../kernel/index.ts';
import { isQuotaError } from '../quota.ts';

/** A failure that the journal detects itself. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly reason: JournalReason;

  constructor(reason: JournalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Names of the errors in browsers where IndexedDB is disabled or missing. */
const DISABLED = /^(Security|Reference)Error$/;

/** The failure that the kernel gets for an error in the journal. */
export function failureOf(error: unknown): JournalFailure {
  const { name = '', message = String(error) } = (error ?? {}) as Partial<Error>;
  return { ok: false, reason: reasonOf(error, name), message: message || name };
}

function reasonOf(error: unknown, name: string): JournalReason {
  if (error instanceof JournalError) return error.reason;
  if (isQuotaError(error)) return 'quota';
  if (name === 'VersionError') return 'newerBuild';
  return DISABLED.test(name) ? 'disabled' : 'failed';
}
