import type { Assets } from '../columns/assets.ts';
import { Importer } from './importer.ts';
import type { ImportProgress } from './reading.ts';
import type { AssetKept, ImportCall, ImportMessage } from './start-import.ts';

/** Smallest progress that is reported. */
const PROGRESS_STEP = 0.01;

/** The Worker's side of an import: gets the files once, then handles calls in order. */
export function serveImport(
  scope: {
    onmessage: ((event: MessageEvent<readonly File[] | ImportCall | AssetKept>) => void) | null;
    postMessage(message: ImportMessage, transfer?: Transferable[]): void;
  },
  now: () => Date,
): void {
  let shown: ImportProgress = { stage: 'reading', done: 0 };
  const onProgress = (progress: ImportProgress) => {
    const isStep =
      progress.stage !== shown.stage || Math.abs(progress.done - shown.done) >= PROGRESS_STEP;
    if (!isStep) return;
    shown = progress;
    scope.postMessage({ kind: 'progress', progress });
  };
  const { put, kept } = createHandover(scope);
  let importer = new Importer([], onProgress, now, put);
  let last = Promise.resolve();
  scope.onmessage = ({ data }) => {
    if (Array.isArray(data)) importer = new Importer(data as readonly File[], onProgress, now, put);
    else if ('kept' in data) kept(data);
    else
      last = last.then(() => answer(importer, data as ImportCall, scope.postMessage.bind(scope)));
  };
}

/** Passes bundles to the page, which stores them. The next bundle is made once the last one is stored. */
function createHandover(scope: {
  postMessage(message: ImportMessage, transfer?: Transferable[]): void;
}) {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const put: Assets['put'] = (hash, bytes) => {
    const answer = Promise.withResolvers<void>();
    waiting.set(hash, answer);
    scope.postMessage({ kind: 'asset', hash, bytes }, [bytes.buffer]);
    return answer.promise;
  };
  const kept = ({ kept: hash, message }: AssetKept) => {
    const answer = waiting.get(hash);
    waiting.delete(hash);
    if (message === null) answer?.resolve();
    else answer?.reject(new Error(message));
  };
  return { put, kept };
}

async function answer(
  importer: Importer,
  call: ImportCall,
  post: (message: ImportMessage) => void,
): Promise<void> {
  const { id } = call;
  try {
    if (call.kind === 'read') post({ kind: 'done', id, value: await importer.read(call.choices) });
    else if (call.kind === 'pack')
      post({ kind: 'done', id, value: await importer.pack(call.options) });
    else post({ kind: 'done', id, value: await importer.packInto(call.target) });
  } catch (error) {
    post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}
