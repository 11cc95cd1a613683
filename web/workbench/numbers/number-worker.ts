import type { NumberAnswers, NumberJob } from './number-jobs.ts';

/** What the Worker is sent. */
export interface NumberCall {
  readonly id: number;
  readonly job: NumberJob;
}

/** What the Worker sends back for each call. */
export type NumberReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

interface Waiting extends PromiseWithResolvers<unknown> {
  readonly job: NumberJob;
}

const waiting = new Map<number, Waiting>();
const answers: NumberReply[] = [];
let calls = 0;
let worker: Worker | null = null;

/** Starts the Worker before there is anything to do, since its script has to be loaded first. */
export function startNumberWorker(): void {
  if (worker || typeof Worker === 'undefined' || typeof WORKER_URLS === 'undefined') return;
  worker = new Worker(WORKER_URLS.numbers ?? '', { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<NumberReply>) => {
    // Answers that have arrived by then are told together: for each told alone, the cards would be drawn again.
    // biome-ignore lint/style/noRestrictedGlobals: no wait, only after what has arrived already
    if (answers.push(data) === 1) setTimeout(tellAnswers);
  };
  worker.onerror = giveUp;
}

function tellAnswers(): void {
  for (const answer of answers.splice(0)) {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) call?.reject(new Error(answer.error));
    else call?.resolve(answer.value);
  }
}

/** Does a job in the Worker or, where there is none, here. Rejects if packed numbers are damaged. */
export function numberJob<Job extends NumberJob>(job: Job): Promise<NumberAnswers[Job['kind']]> {
  startNumberWorker();
  const call = { ...Promise.withResolvers<unknown>(), job };
  if (worker) {
    const id = calls++;
    waiting.set(id, call);
    worker.postMessage({ id, job } satisfies NumberCall);
  } else void doHere(call);
  return call.promise as Promise<NumberAnswers[Job['kind']]>;
}

/** The Worker's script did not arrive: its jobs are done here, and the next one tries it again. */
function giveUp(): void {
  worker?.terminate();
  worker = null;
  const calls = [...waiting.values()];
  waiting.clear();
  for (const call of calls) void doHere(call);
}

async function doHere({ job, resolve, reject }: Waiting): Promise<void> {
  try {
    const { doNumberJob } = await import('./number-jobs.ts');
    resolve(await doNumberJob(job));
  } catch (error) {
    reject(error);
  }
}
