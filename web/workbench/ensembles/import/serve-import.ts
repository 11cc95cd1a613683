import { importFiles } from './import-files.ts';
import type { ImportProgress } from './outcome.ts';
import type { ImportMessage } from './start-import.ts';

/** Least progress that is worth a message. */
const PROGRESS_STEP = 0.01;

/** The Worker's side of an import: takes the files, tells how it goes, and answers once. */
export function serveImport(
  scope: {
    onmessage: ((event: MessageEvent<readonly File[]>) => void) | null;
    postMessage(message: ImportMessage): void;
  },
  now: () => Date,
): void {
  scope.onmessage = async ({ data: files }) => {
    let stage = '';
    let shown = 0;
    try {
      const onProgress = (progress: ImportProgress) => {
        if (progress.stage === stage && progress.done - shown < PROGRESS_STEP) return;
        stage = progress.stage;
        shown = progress.done;
        scope.postMessage({ kind: 'progress', progress });
      };
      const outcome = await importFiles(files, onProgress, now);
      scope.postMessage({ kind: 'ended', outcome });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      scope.postMessage({ kind: 'failed', message });
    }
  };
}
