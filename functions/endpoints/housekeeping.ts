import { app, type InvocationContext } from '@azure/functions';
import { sweepAssets } from '../assets/sweep.ts';
import { settings } from '../http/configuration.ts';
import { logFailure } from '../http/log.ts';
import { Budget } from '../store/budget.ts';
import { thinHistories } from '../store/housekeeping.ts';
import { namedAssets } from '../store/named-assets.ts';

/** For each of the two works: together below the 5 minutes that host.json gives a function. */
const BUDGET_MS = 2 * 60_000;

/** Every night, when few people work; minutes past the hour, since everybody's timers run on it. */
const SCHEDULE = '0 17 3 * * *';

/** Thins the histories of sessions, then deletes assets that nothing names. One that fails leaves the other. */
export async function housekeeping(_timer: unknown, context: InvocationContext): Promise<void> {
  const works = {
    histories: (budget: Budget) => thinHistories({ settings: settings(), budget }),
    assets: (budget: Budget) =>
      sweepAssets(settings(), (hashes) => namedAssets({ settings: settings(), budget }, hashes)),
  };
  let failed = false;
  for (const [name, work] of Object.entries(works)) {
    const budget = new Budget(BUDGET_MS);
    try {
      const done = await work(budget);
      const requestCharge = Math.round(budget.charge);
      context.log(JSON.stringify({ operation: 'housekeeping', [name]: done, requestCharge }));
    } catch (error) {
      failed = true;
      logFailure(context, `housekeeping: ${name}`, context.invocationId, error);
    }
  }
  // The host logs what it is thrown, and messages of errors may quote ids.
  if (failed) throw new Error('Housekeeping did not come to its end; the next run goes on.');
}

app.timer('housekeeping', { schedule: SCHEDULE, handler: housekeeping });
