import type { Reply } from './client.ts';

/** The statuses that the screens explain. */
const KNOWN_STATUSES: readonly number[] = [400, 404, 412, 413, 415, 422, 429, 503];

/** Logs unexpected failures to the console, with operation and trace id, but not what was sent. */
export function logUnknown(name: string, reply: Reply<unknown>): void {
  if (reply.kind !== 'problem' || KNOWN_STATUSES.includes(reply.problem.status)) return;
  const { status, traceId } = reply.problem;
  // biome-ignore lint/suspicious/noConsole: where somebody who was given a trace id looks for it.
  console.error(`${name} failed with status ${status}, trace id ${traceId}`);
}
