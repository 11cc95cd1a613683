import { app, type InvocationContext } from '@azure/functions';
import { sweepAssets } from '../assets/sweep.ts';
import { settings } from '../http/configuration.ts';
import { logFailure } from '../http/log.ts';
import { Budget } from '../store/budget.ts';
import { thinHistories } from '../store/housekeeping.ts';
import { namedAssets } from '../store/named-assets.ts';

/** For each of the two tasks, in ms: together less than the 5 minutes that host.json allows. */
const BUDGET_MS = 2 * 60_000;

/** Every night at 03:17 UTC, when few people work; not on the hour, when many other timers run. */
const SCHEDULE = '0 17 3 * * *';

/** Thins session histories, then deletes unreferenced assets. If one task fails, the other still runs. */
export async function housekeeping(_timer: unknown, context: InvocationContext): Promise<void> {
  const tasks = {
    histories: (budget: Budget) => thinHistories({ settings: settings(), budget }),
    assets: (budget: Budget) =>
      sweepAssets(settings(), (hashes) => namedAssets({ settings: settings(), budget }, hashes)),
  };
  let failed = false;
  for (const [name, task] of Object.entries(tasks)) {
    const budget = new Budget(BUDGET_MS);
    try {
      const result = await task(budget);
      const requestCharge = Math.round(budget.charge);
      context.log(JSON.stringify({ operation: 'housekeeping', [name]: result, requestCharge }));
    } catch (error) {
      failed = true;
      logFailure(context, `housekeeping: ${name}`, context.invocationId, error);
    }
  }
  // The host logs what is thrown, and error messages may contain ids.
  if (failed) throw new Error('Housekeeping did not finish; the next run continues.');
}

app.timer('housekeeping', { schedule: SCHEDULE, handler: housekeeping });
