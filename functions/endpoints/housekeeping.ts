import { app, type InvocationContext } from '@azure/functions';
import { settings } from '../http/configuration.ts';
import { logFailure } from '../http/log.ts';
import { Budget } from '../store/budget.ts';
import { thinHistories } from '../store/housekeeping.ts';

/** Below the 5 minutes that host.json gives a function. */
const BUDGET_MS = 4 * 60_000;

/** Every night at 3, when few people work; minutes past the hour, since everybody's timers run on it. */
const SCHEDULE = '0 17 3 * * *';

/** Thins the histories of sessions. Ends in time and goes on the next day where it has stopped. */
export async function housekeeping(_timer: unknown, context: InvocationContext): Promise<void> {
  const budget = new Budget(BUDGET_MS);
  try {
    const histories = await thinHistories({ settings: settings(), budget });
    const requestCharge = budget.charge;
    context.log(JSON.stringify({ operation: 'housekeeping', histories, requestCharge }));
  } catch (error) {
    logFailure(context, 'housekeeping', context.invocationId, error);
    // The host logs what it is thrown, and messages of errors may quote ids.
    throw new Error('Housekeeping did not come to its end; the next run goes on.');
  }
}

app.timer('housekeeping', { schedule: SCHEDULE, handler: housekeeping });
