import type { ImportedSource } from '../../content/schema.ts';
import type { Choices } from './mapping.ts';
import type { ImportProgress, Reading, Thinning } from './reading.ts';

/** What the Worker is asked, after it got the files. */
export type ImportCall = ImportRequest & { readonly id: number };

type ImportRequest =
  | { readonly kind: 'read'; readonly choices: Choices }
  | { readonly kind: 'pack'; readonly thinning: Thinning }
  | { readonly kind: 'pack into'; readonly source: ImportedSource; readonly label: string };

/** What the Worker sends: progress, and an answer to each call. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Files being imported in a Worker of their own. Every call rejects with an AbortError once it is closed. */
export interface ImportJob {
  /** What the files say with these choices. */
  read(choices: Choices): Promise<Reading>;
  /** The ensembles that were read last, packed for a content. */
  pack(thinning: Thinning): Promise<ImportedSource[]>;
  /** An ensemble's data with the parameters and observations that were read last. */
  packInto(source: ImportedSource, label: string): Promise<ImportedSource>;
  close(): void;
}

/** Starts to import files. */
export function startImport(
  files: readonly File[],
  onProgress: (progress: ImportProgress) => void,
  createWorker: () => Worker = () => new Worker(WORKER_URLS.import ?? '', { type: 'module' }),
): ImportJob {
  const worker = createWorker();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  const end = (error: unknown) => {
    worker.terminate();
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<ImportMessage>) => {
    if (data.kind === 'progress') return onProgress(data.progress);
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'done') call?.resolve(data.value);
    else call?.reject(new Error(data.message));
  };
  worker.onerror = ({ message }) => end(new Error(message || 'The import could not be started.'));
  worker.postMessage(files);

  function ask<T>(call: ImportRequest): Promise<T> {
    const id = calls++;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    worker.postMessage({ id, ...call });
    return answer.promise as Promise<T>;
  }

  return {
    read: (choices) => ask({ kind: 'read', choices }),
    pack: (thinning) => ask({ kind: 'pack', thinning }),
    packInto: (source, label) => ask({ kind: 'pack into', source, label }),
    close: () => end(new DOMException('The import was cancelled.', 'AbortError')),
  };
}
