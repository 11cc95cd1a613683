import type { Problem } from '../../kernel/index.ts';
import type { AppModel } from '../app/app-model.ts';
import { explainProblem } from '../words/explain-problem.ts';

/** Says why the work that the address asks for was not recovered, and where to look for it. */
export function tellNotRecovered({ workbench, toasts, dialog }: AppModel, problem: Problem): void {
  const look = {
    label: 'What is kept here...',
    run() {
      dialog.value = { kind: 'recovery' };
    },
  };
  // Otherwise a dialog shows it by itself.
  const action = workbench.lifecycle.peek().kind === 'Empty' ? { action: look } : {};
  toasts.show({ tone: 'danger', text: notRecoveredWords(problem), ...action });
}

export function notRecoveredWords(problem: Problem): string {
  if (problem.kind === 'notFound') {
    return 'The work that this address asks for is not on this device. It was saved, recovered or discarded meanwhile, or it is in another browser or of another person.';
  }
  const { title, text } = explainProblem(
    problem,
    'Nothing of it was deleted: what this device keeps is listed on the start page.',
  );
  return `The work that this address asks for was not recovered. ${title}. ${text}`;
}
