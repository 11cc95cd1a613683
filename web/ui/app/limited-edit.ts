import * as limits from '../../workbench/content/limits.ts';
import type { Edit, EditOptions } from '../../workbench/session/workbench-session.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { useApp } from './app-model.ts';

/** An edit that adds something, and the sentence that says why it could not: what there may be at most. */
type LimitedEdit = (edit: Edit, options: EditOptions, limit: string) => void;

/** Edits that change nothing once there is as much as there may be; then the limit is said. */
export function useLimitedEdit(workbench: Workbench): LimitedEdit {
  const { toasts } = useApp();
  return (edit, options, limit) => {
    if (!workbench.edit(edit, options)) toasts.show({ tone: 'warning', text: limit });
  };
}

export const DASHBOARD_LIMIT = `A session holds at most ${limits.DASHBOARDS_MAX} dashboards.`;
export const MODULE_LIMIT = `A dashboard holds at most ${limits.MODULES_PER_DASHBOARD_MAX} modules.`;
export const ENSEMBLE_LIMIT = `A session holds at most ${limits.ENSEMBLES_MAX} ensembles.`;
export const ANNOTATION_LIMIT = `A session holds at most ${limits.ANNOTATIONS_MAX} annotations.`;
