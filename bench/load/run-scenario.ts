import type { Call, Scenario, Send } from './scenarios.ts';

/** Limits of one run: number of requests, and a time after which none is sent. */
const MAX_REQUESTS = 300;
const MAX_MS = 6_000;
const WARM_UP_REQUESTS = 30;

export interface Figures {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/**
 * Repeats a scenario's call from `concurrency` workers until a limit is reached.
 * @param onWarm is called when the warm-up is over and counting starts.
 * Throws at the first response whose status is not the scenario's.
 */
export async function runScenario(
  send: Send,
  { name, status, prepare }: Scenario,
  concurrency: number,
  onWarm: () => Promise<void>,
): Promise<Figures> {
  const callOf = await prepare(send);
  const once = async (call: Call) => {
    const answer = await send(call);
    await answer.arrayBuffer();
    if (answer.status !== status) throw new Error(`${name} answered ${answer.status}`);
  };
  for (let index = 0; index < WARM_UP_REQUESTS; index++) await once(callOf(index % concurrency));
  await onWarm();

  const times: number[] = [];
  const start = performance.now();
  let sent = 0;
  const work = async (worker: number) => {
    while (sent < MAX_REQUESTS && performance.now() - start < MAX_MS) {
      sent += 1;
      const begin = performance.now();
      await once(callOf(worker));
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, worker) => work(worker)));

  const seconds = (performance.now() - start) / 1000;
  times.sort((one, other) => one - other);
  return {
    requests: times.length,
    requestsPerSecond: Math.round(times.length / seconds),
    p50Ms: rounded(times[Math.floor(times.length * 0.5)]),
    p95Ms: rounded(times[Math.floor(times.length * 0.95)]),
  };
}

function rounded(milliseconds = NaN): number {
  return Math.round(milliseconds * 10) / 10;
}
