import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Choices, TableChoices } from '../../../workbench/ensembles/import/mapping.ts';
import type { ImportProgress, Reading } from '../../../workbench/ensembles/import/reading.ts';
import { type ImportJob, startImport } from '../../../workbench/ensembles/import/start-import.ts';
import type { Workbench } from '../../../workbench/workbench.ts';
import { useApp } from '../../app/app-model.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { bytes } from '../../words/format.ts';
import type { PanelProps } from '../panel-host.tsx';
import { ImportReview } from './import-review.tsx';

export interface ImportDialogProps extends Pick<PanelProps, 'workbench'> {
  files: readonly File[];
  /** Files dropped while these are being imported. */
  later: readonly File[] | null;
  /** Id of the ensemble whose data the files replace; null if they add ensembles. */
  replaces: string | null;
  /** Continues with other files: these and the later ones, or only the later ones. */
  onFiles(files: readonly File[]): void;
  /** Continues without the later files. */
  onForget(): void;
  onClose(): void;
}

/** Reads files and shows how they were interpreted, before anything is added. */
export function ImportDialog(props: ImportDialogProps) {
  const { files, later, workbench, onFiles, onForget, onClose } = props;
  const { device, user } = useApp().ports;
  const memory = `${MEMORY}:${user.id}`;
  const remembered = useMemo(() => {
    // Choices from before they belonged to a person: nobody knows whose they are.
    device.forget((key) => key === MEMORY);
    return readRemembered(device.remembered(memory));
  }, []);
  const current = useImport(files, remembered, workbench.assets.put);
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
          <Button onClick={onForget}>Continue without them</Button>
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
        memory,
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
    const { done = 0 } = state.progress ?? {};
    const size = files.reduce((sum, file) => sum + file.size, 0);
    return (
      <Dialog
        title="Import data"
        takesFiles
        onClose={onClose}
        actions={<Button onClick={onClose}>Cancel</Button>}
      >
        {asked}
        <label class="import-progress">
          <span class="numeric">
            Reading {names}: {bytes(Math.round(done * size))} of {bytes(size)}
          </span>
          <progress max={1} value={done} />
        </label>
        <p class="muted">Nothing is added to the session yet.</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title="The import failed"
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

/** Name of the choices on this device; the key also has the person's id. */
const MEMORY = 'import-choices';
const SHAPES_REMEMBERED = 50;

function readRemembered(text: string | null): Choices {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Choices) : {};
  } catch {
    return {};
  }
}

type ImportState =
  | { readonly kind: 'running'; readonly progress: ImportProgress | null }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'read'; readonly reading: Reading; readonly isStale: boolean };

export interface Import {
  readonly state: ImportState;
  readonly job: ImportJob | null;
  /** The share of the data that is packed, from 0 to 1. */
  readonly packed: number;
  /** The choices for each file shape; initially those that this device remembers. */
  readonly choices: Choices;
  /** Changes how files of one shape are read, and reads them again. */
  choose(shape: string, change: TableChoices): void;
}

/** Reads the files in a Worker while the component is mounted, and again after every choice. */
function useImport(
  files: readonly File[],
  remembered: Choices,
  put: Workbench['assets']['put'],
): Import {
  const packed = useSignal(0);
  const state = useSignal<ImportState>({ kind: 'running', progress: null });
  const choices = useSignal(remembered);
  const job = useRef<ImportJob | null>(null);
  const asked = useRef(0);

  const read = (next: Choices) => {
    const id = ++asked.current;
    job.current?.read(next).then(
      (reading) => {
        if (asked.current === id) state.value = { kind: 'read', reading, isStale: false };
      },
      (error: unknown) => {
        const isOver = error instanceof DOMException && error.name === 'AbortError';
        if (asked.current === id && !isOver)
          state.value = { kind: 'failed', message: messageOf(error) };
      },
    );
  };

  useEffect(() => {
    state.value = { kind: 'running', progress: null };
    const started = startImport(files, put, (progress) => {
      if (progress.stage === 'packing') packed.value = progress.done;
      if (state.peek().kind === 'running') state.value = { kind: 'running', progress };
    });
    job.current = started;
    read(choices.peek());
    return () => {
      asked.current++;
      started.close();
    };
  }, [files]);

  return {
    state: state.value,
    job: job.current,
    packed: packed.value,
    choices: choices.value,
    choose(shape, change) {
      const before = choices.peek();
      const next = { ...before, [shape]: { ...before[shape], ...change } };
      choices.value = next;
      const now = state.peek();
      if (now.kind === 'read') state.value = { ...now, isStale: true };
      read(next);
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
