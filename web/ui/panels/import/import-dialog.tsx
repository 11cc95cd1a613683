import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { PanelProps } from '../panel-host.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportProblems } from './import-problems.tsx';
import { useImport } from './use-import.ts';

export interface ImportDialogProps extends Pick<PanelProps, 'workbench'> {
  /** A file of vectors, perhaps with one of parameters. */
  files: readonly File[];
  onClose(): void;
}

/** Reads CSV files and shows what is in them, or what is wrong with them, before anything is added. */
export function ImportDialog({ files, workbench, onClose }: ImportDialogProps) {
  const state = useImport(files);
  if (state.kind === 'imported') {
    return <ImportPreview imported={state.imported} workbench={workbench} onClose={onClose} />;
  }
  const names = files.map(({ name }) => name).join(' and ');
  if (state.kind === 'running') {
    const { stage = 'reading', done = 0 } = state.progress ?? {};
    return (
      <Dialog
        title="Import CSV"
        onClose={onClose}
        actions={<Button onClick={onClose}>Cancel</Button>}
      >
        <label class="import-progress">
          {stage === 'reading' ? `Reading ${names}` : 'Packing the numbers'}
          <progress max={1} value={done} />
        </label>
        <p class="muted">Nothing is added to the session yet.</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title="The files cannot be imported"
      size="medium"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <p>Nothing was added to the session, and the files are unchanged.</p>
      {state.kind === 'refused' ? (
        <ImportProblems problems={state.problems} more={state.more} />
      ) : (
        <p>{state.message}</p>
      )}
    </Dialog>
  );
}
