import { templates } from '../../workbench/content/templates.ts';
import type { AppModel } from './app-model.ts';
import { isOpenSession } from './commands.ts';
import { looksLikeSession, openSessionFile } from './session-file.ts';

/** What becomes of files that were dropped anywhere: a session opens, data are imported, the rest is explained. */
export async function takeFiles(app: AppModel, files: readonly File[]): Promise<void> {
  const [first, ...others] = files;
  if (!first) return;
  const tell = (text: string) => app.toasts.show({ tone: 'warning', about: 'dropped files', text });
  const isImporting = document.querySelector('dialog[open][data-takes-files=true]') !== null;
  if (document.querySelector('dialog[open]') && !isImporting) {
    tell('Nothing was done with the dropped files: close the dialog first, then drop them again.');
    return;
  }
  const sessions = [];
  for (const file of files) if (await looksLikeSession(file)) sessions.push(file);
  if (sessions.length > 0 && (others.length > 0 || isImporting)) {
    tell(`"${sessions[0]?.name}" is a whole session: drop it alone to open it.`);
  } else if (sessions.length > 0) await openSessionFile(app, first);
  else await importFiles(app, files, tell);
}

async function importFiles(
  app: AppModel,
  files: readonly File[],
  tell: (text: string) => void,
): Promise<void> {
  const [empty] = templates;
  const state = app.workbench.lifecycle.peek();
  if (isOpenSession(app)) app.filesToImport.value = files;
  else if (state.kind === 'Empty' && empty) {
    app.filesToImport.value = files;
    await app.workbench.newSession(empty);
  } else {
    tell('Data can be imported into a session of yours only: open one, or go to the start page.');
  }
}
