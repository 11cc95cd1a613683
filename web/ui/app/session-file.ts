import { FORMAT, sessionText } from '../../workbench/session-file/session-text.ts';
import type { AppModel } from './app-model.ts';
import { openMetadata } from './commands.ts';
import { leave } from './leaving.ts';

/** Hands what is open to the person as a file. Where the code for that cannot be loaded any more, as text without data. */
export async function downloadSession(app: AppModel): Promise<void> {
  const exporting = await import('./export-session.ts').catch(() => null);
  if (exporting) return exporting.exportSession(app);
  const metadata = openMetadata(app);
  const text = sessionText(metadata, app.workbench.content.peek());
  const file = new Blob([text], { type: 'application/json' });
  app.ports.device.download(sessionFileName(metadata.title, '.holdfast.json'), file);
}

/** Lets the person choose a file and opens it as a new session, or says what is wrong with it. */
export async function pickSessionFile(app: AppModel): Promise<void> {
  const [file] = await pickFiles({ accept: '.holdfast,.json,application/json' });
  if (file) await openSessionFile(app, file);
}

/** Opens a file as a new session, or says what is wrong with it. */
export async function openSessionFile(app: AppModel, file: File): Promise<void> {
  const { readSessionFile } = await import('../../workbench/session-file/read-session-file.ts');
  const read = await readSessionFile(file, app.workbench.assets);
  if (read.ok) {
    if (await leave(app)) await app.workbench.openContent(read.content, read.metadata);
  } else app.dialog.value = { kind: 'badFile', fileName: file.name, issues: read.issues };
}

/** Lets the person choose files; none where that was cancelled. */
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
    // Safari may forget an input that is nowhere in the page.
    document.body.append(input);
    input.click();
  });
}

/** Enough of a file to see what it says of itself. */
const HEAD_BYTES = 4096;

/** Whether a file says that it is a session, so that it is opened and not imported. */
export async function looksLikeSession(file: File): Promise<boolean> {
  // A folder, for one, cannot be read: the import says so.
  const head = await file
    .slice(0, HEAD_BYTES)
    .text()
    .catch(() => '');
  // In an archive the text of the session comes first, as it is.
  return /^\s*(\{|PK)/.test(head) && head.includes(`"${FORMAT}"`);
}

/** "Field study.holdfast", without what file systems refuse. */
export function sessionFileName(title: string, ending: '.holdfast' | '.holdfast.json'): string {
  const safe = title.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim();
  return `${safe || 'Session'}${ending}`;
}
