import type { Edit, EditOptions } from '../../workbench/session/workbench-session.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { useApp } from './app-model.ts';

/** An edit that adds something, and the sentence that says why it could not: what there may be at most. */
export type LimitedEdit = (edit: Edit, options: EditOptions, limit: string) => void;

/** Edits that change nothing once there is as much as there may be; then the limit is said. */
export function useLimitedEdit(workbench: Workbench): LimitedEdit {
  const { toasts } = useApp();
  return (edit, options, limit) => {
    if (!workbench.edit(edit, options)) toasts.show({ tone: 'warning', text: limit });
  };
}
