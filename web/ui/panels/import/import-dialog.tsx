import { useState } from 'preact/hooks';
import type { Choices } from '../../../workbench/ensembles/import/mapping.ts';
import { useApp } from '../../app/app-model.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import type { PanelProps } from '../panel-host.tsx';
import { ImportReview } from './import-review.tsx';
import { useImport } from './use-import.ts';

export interface ImportDialogProps extends Pick<PanelProps, 'workbench'> {
  files: readonly File[];
  /** Files that came while these are being imported. */
  later: readonly File[] | null;
  /** Id of the ensemble whose data they replace, where they do. */
  replaces: string | null;
  /** Goes on with other files: these and the later ones, or the later ones alone. */
  onFiles(files: readonly File[]): void;
  /** Goes on as if the later files had not come. */
  onForget(): void;
  onClose(): void;
}

/** Reads files and shows what they were understood to say, before anything is added. */
export function ImportDialog(props: ImportDialogProps) {
  const { files, later, onFiles, onForget, onClose } = props;
  const { device } = useApp().ports;
  const [remembered] = useState(() => readRemembered(device.remembered(MEMORY_KEY)));
  const current = useImport(files, remembered);
  const { state } = current;
  const names =
    files.length > 3 ? `${files.length} files` : files.map(({ name }) => name).join(' and ');
  const asked = later && (
    <Banner
      tone="warning"
      actions={
        <>
          <Button onClick={() => onFiles([...files, ...later])}>Import all together</Button>
          <Button onClick={() => onFiles(later)}>Import the new ones instead</Button>
          <Button onClick={onForget}>Go on without them</Button>
        </>
      }
    >
      {later.length === 1 ? `${later[0]?.name} was dropped` : `${later.length} files were dropped`}{' '}
      while {names} {files.length === 1 ? 'is' : 'are'} being imported.
    </Banner>
  );
  if (state.kind === 'read') {
    const remember = (choices: Choices) => {
      device.remember(
        MEMORY_KEY,
        JSON.stringify(Object.fromEntries(Object.entries(choices).slice(-SHAPES_REMEMBERED))),
      );
    };
    return (
      <ImportReview
        key={names}
        {...props}
        current={current}
        reading={state.reading}
        isStale={state.isStale}
        onRemember={remember}
      >
        {asked}
      </ImportReview>
    );
  }
  if (state.kind === 'running') {
    const { stage = 'reading', done = 0 } = state.progress ?? {};
    return (
      <Dialog
        title="Import data"
        onClose={onClose}
        actions={<Button onClick={onClose}>Cancel</Button>}
      >
        {asked}
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
      title="The import broke"
      size="medium"
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {asked}
      <p>Nothing was added to the session, and the files are unchanged.</p>
      <p>{state.message}</p>
    </Dialog>
  );
}

const MEMORY_KEY = 'import-choices';
const SHAPES_REMEMBERED = 50;

function readRemembered(text: string | null): Choices {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Choices) : {};
  } catch {
    return {};
  }
}
