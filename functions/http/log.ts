import type { InvocationContext } from '@azure/functions';
import type { AuditRecord } from './audit.ts';
import { ConfigurationError } from './configuration.ts';

/**
 * One line per request: what, how it went, what it cost. No titles and no contents; who and which item
 * only where the settings ask for an audit.
 */
export interface CallRecord extends Partial<AuditRecord> {
  readonly operation: string;
  readonly status: number;
  readonly durationMs: number;
  /** Request units that the database charged. */
  readonly requestCharge: number;
  readonly traceId: string;
}

type Log = Pick<InvocationContext, 'log' | 'error'>;

/** JSON escapes control characters, so nobody can write lines of their own into the log. */
export function logCall(context: Log, record: CallRecord): void {
  context.log(JSON.stringify(record));
}

/**
 * Why a request failed, for the operator: names and status codes of the error and its causes, and
 * where it was thrown. Messages are left out, since they may quote what somebody wrote; only our own
 * about settings, which hold names alone, are kept.
 */
export function logFailure(context: Log, operation: string, traceId: string, error: unknown): void {
  context.error(JSON.stringify({ operation, traceId, causes: describe(error) }));
}

function describe(error: unknown, depth = 0): object[] {
  if (!(error instanceof Error) || depth > 3) return [];
  const { code, substatus } = error as { code?: unknown; substatus?: unknown };
  return [
    {
      name: error.name,
      code,
      substatus,
      message: error instanceof ConfigurationError ? error.message : undefined,
      at: error.stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 5),
    },
    ...describe(error.cause, depth + 1),
  ];
}
