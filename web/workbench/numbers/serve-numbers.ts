import type { EnsembleData } from '../ensembles/ensemble-data.ts';
import type { Bands } from '../statistics/bands.ts';
import { doNumberJob, type NumberAnswer } from './number-jobs.ts';
import type { NumberCall, NumberReply } from './number-worker.ts';

/** The Worker's side: does each job and transfers its numbers without copying. */
export function serveNumbers(scope: {
  onmessage: ((event: MessageEvent<NumberCall>) => void) | null;
  postMessage(reply: NumberReply, transfer: Transferable[]): void;
}): void {
  scope.onmessage = async ({ data: { id, job } }) => {
    try {
      const value = await doNumberJob(job);
      scope.postMessage({ id, value }, buffersOf(value));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      scope.postMessage({ id, error: words }, []);
    }
  };
}

/** The buffers of an answer without duplicates, because a buffer cannot be transferred twice. */
function buffersOf(answer: NumberAnswer): Transferable[] {
  const arrays = 'times' in answer ? arraysOfData(answer) : arraysOf(answer);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}

function arraysOfData({ realizations, times, vectors, parameters }: EnsembleData) {
  return [
    realizations,
    times,
    ...[...vectors.values()].map(({ values }) => values),
    ...[...parameters.values()].map((one) => (one.kind === 'number' ? one.values : one.codes)),
  ];
}

function arraysOf(answer: Float64Array | Bands) {
  if (answer instanceof Float64Array) return [answer];
  return [answer.counts, answer.mean, answer.deviation, ...answer.percentiles];
}
