import { app, type InvocationContext } from '@azure/functions';
import { sweepAssets } from '../assets/sweep.ts';
import { settings } from '../http/configuration.ts';
import { logFailure } from '../http/log.ts';
import { Budget } from '../store/budget.ts';
import { thinHistories } from '../store/housekeeping.ts';
import { namedAssets } from '../store/named-assets.ts';

/** Together below the 5 minutes that host.json gives a function. */
const HISTORIES_MS = 2.5 * 60_000;
const ASSETS_MS = 1.5 * 60_000;

/** Every night at 3, when few people work; minutes past the hour, since everybody's timers run on it. */
const SCHEDULE = '0 17 3 * * *';

/**
 * Thins the histories of sessions, then sweeps the assets that nothing names. Ends in time and goes on
 * the next day where it has stopped.
 */
export async function housekeeping(_timer: unknown, context: InvocationContext): Promise<void> {
  try {
    const forHistories = { settings: settings(), budget: new Budget(HISTORIES_MS) };
    const histories = await thinHistories(forHistories);
    const forAssets = { settings: settings(), budget: new Budget(ASSETS_MS) };
    const assets = await sweepAssets(settings(), (hashes) => namedAssets(forAssets, hashes));
    const requestCharge = forHistories.budget.charge + forAssets.budget.charge;
    context.log(JSON.stringify({ operation: 'housekeeping', histories, assets, requestCharge }));
  } catch (error) {
    logFailure(context, 'housekeeping', context.invocationId, error);
    // The host logs what it is thrown, and messages of errors may quote ids.
    throw new Error('Housekeeping did not come to its end; the next run goes on.');
  }
}

app.timer('housekeeping', { schedule: SCHEDULE, handler: housekeeping });
