import type { NumberAnswers, NumberJob } from './number-jobs.ts';

/** Message to the Worker. */
export interface NumberCall {
  readonly id: number;
  readonly job: NumberJob;
}

/** The Worker's reply to a call. */
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

/** Starts the Worker ahead of its first job, because loading its script takes time. */
export function startNumberWorker(): void {
  if (worker || typeof Worker === 'undefined' || typeof WORKER_URLS === 'undefined') return;
  worker = new Worker(WORKER_URLS.numbers ?? '', { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<NumberReply>) => {
    // Replies that have arrived are delivered together, so that cards are not rendered once per reply.
    // biome-ignore lint/style/noRestrictedGlobals: no delay, only after the messages that have already arrived
    if (answers.push(data) === 1) setTimeout(deliverReplies);
  };
  worker.onerror = giveUp;
}

function deliverReplies(): void {
  for (const answer of answers.splice(0)) {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) call?.reject(new Error(answer.error));
    else call?.resolve(answer.value);
  }
}

/** Does a job in the Worker, or in this thread if there is none. Rejects if packed numbers are damaged. */
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

/** The Worker could not be loaded: its jobs are done in this thread, and the next job starts it again. */
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
