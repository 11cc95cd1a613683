import { assetsOf } from '../../workbench/content/assets.ts';
import { FORMAT, sessionText } from '../../workbench/session-file/session-text.ts';
import type { AppModel } from './app-model.ts';
import { openMetadata } from './commands.ts';
import { leave } from './leaving.ts';

/**
 * Downloads what is open as a file. If the export code cannot be loaded, downloads the content without imported data, and
 * says so.
 */
export async function downloadSession(app: AppModel): Promise<void> {
  const exporting = await import('./exports.ts').catch(() => null);
  if (exporting) return exporting.exportSession(app);
  const metadata = openMetadata(app);
  const content = app.workbench.content.peek();
  const text = sessionText(metadata, content);
  const file = new Blob([text], { type: 'application/json' });
  app.ports.device.download(sessionFileName(metadata.title, '.holdfast.json'), file);
  if (assetsOf(content).length === 0) return;
  const lacking = 'The file has no imported data, because the code for that could not be loaded.';
  app.toasts.show({ tone: 'warning', text: lacking });
}

/** Lets the person choose a file and opens it as a new session, or explains what is wrong with it. */
export async function pickSessionFile(app: AppModel): Promise<void> {
  const [file] = await pickFiles({ accept: '.holdfast,.json,application/json' });
  if (file) await openSessionFile(app, file);
}

/** Opens a file as a new session, or explains what is wrong with it. */
export async function openSessionFile(app: AppModel, file: File): Promise<void> {
  const { readSessionFile } = await import('../../workbench/session-file/read-session-file.ts');
  const read = await readSessionFile(file, app.workbench.assets);
  if (read.ok) {
    if (await leave(app)) await app.workbench.openContent(read.content, read.metadata);
  } else app.dialog.value = { kind: 'badFile', fileName: file.name, issues: read.issues };
}

/** Lets the person choose files; resolves to none if that was cancelled. */
export function pickFiles(
  how: Partial<Pick<HTMLInputElement, 'accept' | 'multiple'>>,
): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), how, { type: 'file' });
    input.hidden = true;
    const done = (files: readonly File[]) => {
      input.remove();
      resolve(files);
    };
    input.onchange = () => done([...(input.files ?? [])]);
    input.oncancel = () => done([]);
    // Safari may drop an input that is not in the document.
    document.body.append(input);
    input.click();
  });
}

/** Enough of a file to find its format marker. */
const HEAD_BYTES = 4096;

/** Whether a file has the marker of session files, so that it is opened rather than imported. */
export async function looksLikeSession(file: File): Promise<boolean> {
  // A folder, for example, cannot be read; the import reports that.
  const head = await file
    .slice(0, HEAD_BYTES)
    .text()
    .catch(() => '');
  // In an archive the session's text comes first, uncompressed.
  return /^\s*(\{|PK)/.test(head) && head.includes(`"${FORMAT}"`);
}

/** "Field study.holdfast", without characters that file systems refuse. */
export function sessionFileName(title: string, ending: '.holdfast' | '.holdfast.json'): string {
  const safe = title.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim();
  return `${safe || 'Session'}${ending}`;
}
