import { signal } from '@preact/signals';
import { writeSessionFile } from '../../workbench/session-file/write-session-file.ts';
import { counted } from '../words/format.ts';
import type { AppModel } from './app-model.ts';
import { openMetadata } from './commands.ts';
import { sessionFileName } from './session-file.ts';

/** Exports that take less time show no progress. */
const QUIET_MS = 500;

/** Writes what is open to a file and downloads it. Shows progress, and can be stopped. */
export async function exportSession(app: AppModel): Promise<void> {
  const { ports, toasts, workbench } = app;
  const metadata = openMetadata(app);
  const stopping = new AbortController();
  const isRunning = signal(true);
  const about = `export ${crypto.randomUUID()}`;
  let progress = '';
  let isQuiet = true;
  const tell = () =>
    toasts.show({
      tone: 'info',
      about,
      text: `Writing "${metadata.title}" to a file${progress}.`,
      action: { label: 'Stop', run: () => stopping.abort() },
      holds: () => isRunning.value,
    });
  // A timer, because a single large piece of data reports no progress before it is done.
  const timer = setTimeout(() => {
    isQuiet = false;
    tell();
  }, QUIET_MS);
  const onProgress = (done: number, all: number) => {
    progress = `: ${done} of ${counted(all, 'piece')} of data`;
    if (!isQuiet) tell();
  };
  const how = { onProgress, signal: stopping.signal };
  try {
    const content = workbench.content.peek();
    const { file, lacking } = await writeSessionFile(metadata, content, workbench.assets, how);
    ports.device.download(sessionFileName(metadata.title, '.holdfast'), file);
    if (lacking > 0) toasts.show({ tone: 'warning', text: LACKING });
  } catch (error) {
    if (stopping.signal.aborted) toasts.show({ tone: 'info', text: 'Stopped: no file was made.' });
    else {
      const why = error instanceof Error ? error.message : String(error);
      toasts.show({
        tone: 'danger',
        text: `The session was not written to a file: ${why}.`,
      });
    }
  } finally {
    clearTimeout(timer);
    isRunning.value = false;
  }
}

const LACKING =
  "Some of the session's data is not on this device and cannot be loaded from the cloud now, so the file does not contain it. Download the session again once its charts are complete.";
