import { hasUnsavedChanges } from '../../kernel/index.ts';
import { explainProblem } from '../words/explain-problem.ts';
import type { AppModel } from './app-model.ts';

/** Goes back to what was last saved. What was changed since is kept, and it is said where. */
export async function revert({ workbench, toasts, dialog }: AppModel): Promise<void> {
  const state = workbench.lifecycle.peek();
  const isSaved = state.kind === 'Loaded' && state.mode === 'session' && state.persisted;
  if (!isSaved || !hasUnsavedChanges(state)) {
    toasts.show({ tone: 'info', text: 'There are no unsaved changes to take back.' });
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
    text: 'This page shows what was last saved. What you had changed is among the kept copies for 30 days.',
    action: {
      label: 'Kept copies...',
      run() {
        dialog.value = { kind: 'kept' };
      },
    },
  });
}
