import { Importer } from './importer.ts';
import type { ImportProgress } from './reading.ts';
import type { ImportCall, ImportMessage } from './start-import.ts';

/** Least progress that is worth a message. */
const PROGRESS_STEP = 0.01;

/** The Worker's side of an import: takes the files once, then one call after the other. */
export function serveImport(
  scope: {
    onmessage: ((event: MessageEvent<readonly File[] | ImportCall>) => void) | null;
    postMessage(message: ImportMessage): void;
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
  let importer = new Importer([], onProgress, now);
  let last = Promise.resolve();
  scope.onmessage = ({ data }) => {
    if (Array.isArray(data)) importer = new Importer(data as readonly File[], onProgress, now);
    else
      last = last.then(() => answer(importer, data as ImportCall, scope.postMessage.bind(scope)));
  };
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
      post({ kind: 'done', id, value: await importer.pack(call.thinning) });
    else post({ kind: 'done', id, value: await importer.packInto(call.source, call.label) });
  } catch (error) {
    post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}
