/**
 * Timer triggers: runs a function on its schedule, one run at a time, and once at startup if `runOnStartup`
 * is set. `%NAME%` as a schedule refers to an app setting, as in the real host.
 * Not emulated: catching up on runs missed while the host was down (`useMonitor`; `isPastDue` is always
 * false), a single run across several hosts (each host runs its own), retries.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './core-module.ts';
import type { AppFunction } from './load-app.ts';
import { parseSchedule, type Schedule } from './ncrontab.ts';

/** Longer waits are split: a timeout of more than 24.8 days would fire at once. */
const LONGEST_WAIT_MS = 3_600_000;

type Settings = Readonly<Record<string, string | undefined>>;

export interface TimerTrigger {
  readonly name: string;
  /** Runs the function once, now. Rejects with its error. */
  run(): Promise<void>;
  /** Starts no more runs and waits for the current one. */
  close(): Promise<void>;
}

/** Starts following the schedule. Throws if it is not supported. */
export function startTimerTrigger(target: AppFunction, settings: Settings, log: Log): TimerTrigger {
  const schedule = parseSchedule(resolve(String(target.trigger.schedule), settings));
  const stopping = new AbortController();
  let last = new Date(0);
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    const mine = running.then(async () => {
      const due = new Date();
      await target.invoke({ json: JSON.stringify(describe(schedule, last, due)) }, {});
      last = due;
    });
    running = mine.catch(() => {});
    return mine;
  };
  const runLogged = () =>
    run().catch((error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(target.name, 'error', `Timer: ${reason}`);
    });

  const follow = async () => {
    if (target.trigger.runOnStartup) await runLogged();
    while (!stopping.signal.aborted) {
      const due = schedule(new Date());
      while (!stopping.signal.aborted && Date.now() < due.getTime()) {
        const wait = Math.min(due.getTime() - Date.now(), LONGEST_WAIT_MS);
        await sleep(wait, null, stopping).catch(() => {});
      }
      if (!stopping.signal.aborted) await runLogged();
    }
  };
  const following = follow();
  return {
    name: target.name,
    run,
    close: async () => {
      stopping.abort();
      await following;
      await running;
    },
  };
}

function resolve(schedule: string, settings: Settings): string {
  return schedule.replace(/^%(.+)%$/, (_, name: string) => {
    const value = settings[name];
    if (!value) throw new Error(`The app setting ${name} with the schedule is missing.`);
    return value;
  });
}

/** The function's argument, in the format of the worker protocol. */
function describe(schedule: Schedule, last: Date, now: Date) {
  return {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: { Last: last, Next: schedule(now), LastUpdated: last },
    IsPastDue: false,
  };
}
