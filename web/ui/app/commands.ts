import type { Metadata } from '../../kernel/index.ts';
import type { AppModel } from './app-model.ts';

/** Saves what is open; a session that was never saved is asked for its title first. */
export async function save(app: AppModel): Promise<void> {
  // The keys may come a moment before the session is there.
  if (!isOpenSession(app)) await app.workbench.opened;
  const state = app.workbench.lifecycle.peek();
  if (state.kind === 'NewSession' || (isOpenSession(app) && !persisted(app))) {
    app.dialog.value = { kind: 'save', as: 'first' };
  } else if (isOpenSession(app)) {
    await saveAgain(app);
  }
}

/** Saves what is open under the title it has, and says how that ended. */
export async function saveAgain(app: AppModel): Promise<void> {
  const saving = app.workbench.saveCurrentSession();
  // The save does not wait for the words about its end.
  const { tellSaved } = await import('./tell-saved.ts');
  tellSaved(app, await saving);
}

/** What is open as a title to start from. */
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
