import type { ImportedSource } from '../../content/schema.ts';
import type { Assets } from '../columns/assets.ts';
import type { Choices } from './mapping.ts';
import type { PackOptions } from './pack.ts';
import type { ImportProgress, PackTarget, Reading } from './reading.ts';

/** A call to the Worker, after it got the files. */
export type ImportCall = ImportRequest & { readonly id: number };

type ImportRequest =
  | { readonly kind: 'read'; readonly choices: Choices }
  | { readonly kind: 'pack'; readonly options: PackOptions }
  | { readonly kind: 'pack into'; readonly target: PackTarget };

/** Tells the Worker that a bundle is stored, or why it could not be. */
export interface AssetKept {
  readonly kept: string;
  readonly message: string | null;
}

/** Messages from the Worker: progress, bundles to store, and a reply to each call. */
export type ImportMessage =
  | { readonly kind: 'asset'; readonly hash: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** An import in its own Worker. After `close`, every call rejects with an AbortError. */
export interface ImportJob {
  /** Reads the files with these choices. */
  read(choices: Choices): Promise<Reading>;
  /** Packs the ensembles that were read last for a content. Resolves when their bytes are stored. */
  pack(options: PackOptions): Promise<ImportedSource[]>;
  /** Adds the parameters and observations that were read last to an ensemble's data. */
  packInto(target: PackTarget): Promise<ImportedSource>;
  close(): void;
}

/** Starts to import files. `put` stores the bundles into which they are packed. */
export function startImport(
  files: readonly File[],
  put: Assets['put'],
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
    if (data.kind === 'asset') return keep(data.hash, data.bytes);
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'done') call?.resolve(data.value);
    else call?.reject(new Error(data.message));
  };
  worker.onerror = ({ message }) => end(new Error(message || 'The import could not be started.'));
  worker.postMessage(files);

  function keep(kept: string, bytes: Uint8Array<ArrayBuffer>): void {
    put(kept, bytes).then(
      () => worker.postMessage({ kept, message: null } satisfies AssetKept),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        worker.postMessage({ kept, message } satisfies AssetKept);
      },
    );
  }

  function ask<T>(call: ImportRequest): Promise<T> {
    const id = calls++;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    worker.postMessage({ id, ...call });
    return answer.promise as Promise<T>;
  }

  return {
    read: (choices) => ask({ kind: 'read', choices }),
    pack: (options) => ask({ kind: 'pack', options }),
    packInto: (target) => ask({ kind: 'pack into', target }),
    close: () => end(new DOMException('The import was cancelled.', 'AbortError')),
  };
}
