import { useEffect, useState } from 'preact/hooks';
import type {
  ImportedFiles,
  ImportProblem,
  ImportProgress,
} from '../../../workbench/ensembles/import/outcome.ts';
import { startImport } from '../../../workbench/ensembles/import/start-import.ts';

export type ImportState =
  | { readonly kind: 'running'; readonly progress: ImportProgress | null }
  | {
      readonly kind: 'refused';
      readonly problems: readonly ImportProblem[];
      /** Reading stopped early, so there may be more. */
      readonly more: boolean;
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'imported'; readonly imported: ImportedFiles };

/** Reads the files in a Worker for as long as the component is there. */
export function useImport(files: readonly File[]): ImportState {
  const [state, setState] = useState<ImportState>({ kind: 'running', progress: null });
  useEffect(() => {
    let wanted = true;
    setState({ kind: 'running', progress: null });
    const job = startImport(files, (progress) => wanted && setState({ kind: 'running', progress }));
    job.outcome.then(
      (outcome) => {
        if (!wanted) return;
        setState(outcome.kind === 'imported' ? { kind: 'imported', imported: outcome } : outcome);
      },
      (error: unknown) => {
        if (wanted) setState({ kind: 'failed', message: String(error) });
      },
    );
    return () => {
      wanted = false;
      job.cancel();
    };
  }, [files]);
  return state;
}
