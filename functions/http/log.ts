import type { InvocationContext } from '@azure/functions';
import type { AuditRecord } from './audit.ts';
import { ConfigurationError } from './configuration.ts';

/**
 * One log line per request: operation, outcome and cost. No titles or contents; user and item only with
 * auditing enabled.
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

/** JSON escapes control characters, so input cannot forge log lines. */
export function logCall(context: Log, record: CallRecord): void {
  context.log(JSON.stringify(record));
}

/**
 * Logs why a request failed: names, status codes and stack frames of the error and its causes. Messages are
 * left out, since they may quote user input, except for those of ConfigurationError, which contain only
 * names of settings.
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
