import type { Metadata } from '../../kernel/index.ts';
import type { SessionContent } from '../../workbench/content/schema.ts';
import type { AppModel } from './app-model.ts';
import { openMetadata } from './commands.ts';
import { leave } from './leaving.ts';

/** Hands what is open to the person as a file; also where nothing more can be loaded. */
export function downloadSession(app: AppModel): void {
  const metadata = openMetadata(app);
  const text = sessionFileText(metadata, app.workbench.content.peek());
  const file = new Blob([text], { type: 'application/json' });
  app.ports.device.download(sessionFileName(metadata.title), file);
}

/** Lets the person choose a file and opens it as a new session, or says what is wrong with it. */
export async function pickSessionFile(app: AppModel): Promise<void> {
  const [file] = await pickFiles({ accept: '.json,application/json' });
  if (file) await openSessionFile(app, file);
}

/** Opens a file as a new session, or says what is wrong with it. */
export async function openSessionFile(app: AppModel, file: File): Promise<void> {
  const { readSessionFile } = await import('./read-session-file.ts');
  const read = readSessionFile(await file.text());
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
  return head.trimStart().startsWith('{') && head.includes(`"${FORMAT}"`);
}

/** What the file says of itself. */
export const FORMAT = 'holdfast-session';

/** A session as the text of a file: JSON that a person can look into. */
export function sessionFileText({ title, description }: Metadata, content: SessionContent): string {
  return `${JSON.stringify({ format: FORMAT, title, description, content }, null, 2)}\n`;
}

/** "Field study.holdfast.json", without what file systems refuse. */
export function sessionFileName(title: string): string {
  const safe = title.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim();
  return `${safe || 'Session'}.holdfast.json`;
}
