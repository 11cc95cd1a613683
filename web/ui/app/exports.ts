import { signal } from '@preact/signals';
import type { Ensemble } from '../../workbench/content/schema.ts';
import { ensembleCsv } from '../../workbench/ensembles/export-csv.ts';
import { writeSessionFile } from '../../workbench/session-file/write-session-file.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { counted } from '../words/format.ts';
import type { AppModel } from './app-model.ts';
import { openMetadata } from './commands.ts';
import { sessionFileName } from './session-file.ts';

/** Exports that take less time show no progress. */
const QUIET_MS = 500;

interface Writing {
  readonly signal: AbortSignal;
  /** How much is done of how much, in these units: "piece of data". */
  onProgress(done: number, all: number): void;
}

/** Writes a file and downloads it. Shows progress, and can be stopped. */
async function exportFile(
  { ports, toasts }: AppModel,
  what: string,
  unit: string,
  write: (how: Writing) => Promise<{ readonly name: string; readonly file: Blob }>,
): Promise<void> {
  const stopping = new AbortController();
  const isRunning = signal(true);
  const about = `export ${crypto.randomUUID()}`;
  let progress = '';
  let isQuiet = true;
  const tell = () =>
    toasts.show({
      tone: 'info',
      about,
      text: `Writing ${what} to a file${progress}.`,
      action: { label: 'Stop', run: () => stopping.abort() },
      holds: () => isRunning.value,
    });
  // A timer, because a single large piece of data reports no progress before it is done.
  const timer = setTimeout(() => {
    isQuiet = false;
    tell();
  }, QUIET_MS);
  const onProgress = (done: number, all: number) => {
    progress = `: ${done} of ${counted(all, unit, unit.replace(/^\w+/, '$&s'))}`;
    if (!isQuiet) tell();
  };
  // Stops also while it waits for data that is not on this device.
  const stopped = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason));
  });
  try {
    const writing = write({ signal: stopping.signal, onProgress });
    const { name, file } = await Promise.race([writing, stopped]);
    ports.device.download(name, file);
  } catch (error) {
    if (stopping.signal.aborted) toasts.show({ tone: 'info', text: 'Stopped: no file was made.' });
    else {
      const why = error instanceof Error ? error.message : String(error);
      toasts.show({
        tone: 'danger',
        text: `Writing ${what} to a file failed: ${why.replace(/\.$/, '')}.`,
      });
    }
  } finally {
    clearTimeout(timer);
    isRunning.value = false;
  }
}

/** Downloads what is open as a file. */
export async function exportSession(app: AppModel): Promise<void> {
  const { toasts, workbench } = app;
  const metadata = openMetadata(app);
  await exportFile(app, `"${metadata.title}"`, 'piece of data', async (how) => {
    const content = workbench.content.peek();
    const { file, lacking } = await writeSessionFile(metadata, content, workbench.assets, how);
    if (lacking > 0) toasts.show({ tone: 'warning', text: LACKING });
    const [typed] = Object.values(workbench.drafts.peek());
    if (typed) {
      const text = `The file does not contain what you typed in "${typed.label}": it is not part of the session yet.`;
      toasts.show({ tone: 'info', text });
    }
    return { name: sessionFileName(metadata.title, '.holdfast'), file };
  });
}

const LACKING =
  "Some of the session's data is not on this device and cannot be loaded from the cloud now, so the file does not contain it. Download the session again once its charts are complete.";

/** The page can draw and react at least this often while a file is written. */
const SLICE_MS = 50;

/** Downloads all data of an ensemble as CSV. */
export async function exportEnsemble(
  app: AppModel,
  { ensembles }: Workbench,
  { id, name }: Ensemble,
): Promise<void> {
  await exportFile(app, `the data of "${name}"`, 'realization', async ({ signal, onProgress }) => {
    const data = await ensembles.whole(id);
    signal.throwIfAborted();
    const pieces: string[] = [];
    let drawn = performance.now();
    for (const piece of ensembleCsv(data)) {
      pieces.push(piece);
      if (performance.now() - drawn < SLICE_MS) continue;
      onProgress(pieces.length - 1, data.realizations.length);
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
      drawn = performance.now();
    }
    const safe = name.replace(/[^\p{L}\p{N} ._-]+/gu, '-').slice(0, 100);
    return { name: `${safe}.csv`, file: new Blob(pieces, { type: 'text/csv' }) };
  });
}
