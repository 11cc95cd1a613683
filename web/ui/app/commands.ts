import type { Metadata } from '../../kernel/index.ts';
import type { AppModel } from './app-model.ts';

/** Saves the open session. If it was never saved, asks for its title first. */
export async function save(app: AppModel): Promise<void> {
  // Ctrl+S may be pressed before the session is loaded.
  if (!isOpenSession(app)) await app.workbench.opened;
  const state = app.workbench.lifecycle.peek();
  if (state.kind === 'NewSession' || (isOpenSession(app) && !persisted(app))) {
    app.dialog.value = { kind: 'save', as: 'first' };
  } else if (isOpenSession(app)) {
    await saveAgain(app);
  }
}

/** Saves the open session under its current title, and reports the outcome. */
export async function saveAgain(app: AppModel): Promise<void> {
  const saving = app.workbench.saveCurrentSession();
  // Loaded after the save was started, so that it does not delay the save.
  const { tellSaved } = await import('./tell-saved.ts');
  tellSaved(app, await saving);
}

/** Title and description of what is open; an empty title if nothing is. */
export function openMetadata(app: AppModel): Metadata {
  const state = app.workbench.lifecycle.peek();
  return state.kind === 'Loaded' || state.kind === 'NewSession'
    ? state.metadata
    : { title: '', description: null };
}

export function isOpenSession({ workbench }: AppModel): boolean {
  const state = workbench.lifecycle.value;
  return state.kind === 'NewSession' || (state.kind === 'Loaded' && state.mode === 'session');
}

function persisted({ workbench }: AppModel): boolean {
  const state = workbench.lifecycle.value;
  return state.kind === 'Loaded' && state.mode === 'session' && state.persisted !== null;
}
