import type { ImportOutcome, ImportProgress } from './outcome.ts';

/** What the Worker sends: progress, and last how it ended. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'ended'; readonly outcome: ImportOutcome }
  | { readonly kind: 'failed'; readonly message: string };

export interface ImportJob {
  /** Rejects if the import itself broke, or was cancelled (AbortError). */
  readonly outcome: Promise<ImportOutcome>;
  cancel(): void;
}

/** Imports a vectors file, and perhaps a parameters file, in a Worker of its own. */
export function startImport(
  files: readonly File[],
  onProgress: (progress: ImportProgress) => void,
  createWorker: () => Worker = () => new Worker(WORKER_URLS.import ?? '', { type: 'module' }),
): ImportJob {
  const worker = createWorker();
  const { promise, resolve, reject } = Promise.withResolvers<ImportOutcome>();
  worker.onmessage = ({ data }: MessageEvent<ImportMessage>) => {
    if (data.kind === 'progress') return onProgress(data.progress);
    worker.terminate();
    if (data.kind === 'ended') resolve(data.outcome);
    else reject(new Error(data.message));
  };
  worker.onerror = ({ message }) => {
    worker.terminate();
    reject(new Error(message || 'The import could not be started.'));
  };
  worker.postMessage(files);
  return {
    outcome: promise,
    cancel() {
      worker.terminate();
      reject(new DOMException('The import was cancelled.', 'AbortError'));
    },
  };
}
