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

/** What is thrown where IndexedDB is switched off or not there. */
const DISABLED = /^(Security|Reference)Error$/;

/** What the kernel is told of anything thrown in here. */
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
