import { hasUnsavedChanges } from '../../kernel/index.ts';
import { explainProblem } from '../words/explain-problem.ts';
import type { AppModel } from './app-model.ts';

/** Goes back to the last saved version. Keeps the changes made since as a copy, and says where it is. */
export async function revert({ workbench, toasts, dialog }: AppModel): Promise<void> {
  const state = workbench.lifecycle.peek();
  const isSaved = state.kind === 'Loaded' && state.mode === 'session' && state.persisted;
  if (!isSaved || !hasUnsavedChanges(state)) {
    toasts.show({ tone: 'info', text: 'There are no unsaved changes to revert.' });
    return;
  }
  const result = await workbench.persistence.resolve('revert');
  if (result.kind === 'failed') {
    const { title, text } = explainProblem(result.problem, 'This page stays as it is.');
    toasts.show({ tone: 'danger', text: `Not reverted. ${title}. ${text}` });
    return;
  }
  toasts.show({
    tone: 'success',
    about: 'revert',
    holds: () => !hasUnsavedChanges(workbench.lifecycle.value),
    text: 'This page shows the last saved version. Your changes are among the kept copies for 30 days.',
    action: {
      label: 'Kept copies...',
      run() {
        dialog.value = { kind: 'kept' };
      },
    },
  });
}
