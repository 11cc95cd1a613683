import { app, type InvocationContext } from '@azure/functions';
import { settings } from '../http/configuration.ts';
import { logFailure } from '../http/log.ts';
import { announce } from '../queue/sender.ts';
import {
  QUEUE_CONNECTION,
  SNAPSHOT_DELETED_QUEUE,
  SnapshotDeleted,
} from '../queue/snapshot-deleted.ts';
import { Budget } from '../store/budget.ts';
import { markLogs } from '../store/mark-logs.ts';

/** In ms; less than the 5 minutes that host.json allows a function. */
const BUDGET_MS = 4 * 60_000;

/** Marks visitors' logs of a deleted snapshot, unmarks those of a restored one. The queue retries a message that fails. */
export async function snapshotDeleted(queued: unknown, context: InvocationContext): Promise<void> {
  const budget = new Budget(BUDGET_MS);
  try {
    const message = SnapshotDeleted.parse(typeof queued === 'string' ? JSON.parse(queued) : queued);
    const marking = await markLogs(message, { settings: settings(), budget });
    if (!message.last) await announce({ ...message, last: true }, settings());
    const requestCharge = budget.charge;
    context.log(JSON.stringify({ operation: 'snapshot-deleted', ...marking, requestCharge }));
  } catch (error) {
    logFailure(context, 'snapshot-deleted', context.invocationId, error);
    // The host logs what is thrown, and error messages may contain ids.
    throw new Error('A message about a deleted snapshot could not be processed.');
  }
}

app.storageQueue('snapshot-deleted', {
  queueName: SNAPSHOT_DELETED_QUEUE,
  connection: QUEUE_CONNECTION,
  handler: snapshotDeleted,
});
