import * as limits from '../../workbench/content/limits.ts';
import type { Edit, EditOptions } from '../../workbench/session/workbench-session.ts';
import type { Workbench } from '../../workbench/workbench.ts';
import { useApp } from './app-model.ts';

/** Applies an edit that adds something; `limit` is the sentence shown if there is already as much as allowed. */
type LimitedEdit = (edit: Edit, options: EditOptions, limit: string) => void;

/** For edits that change nothing once their limit is reached: then a message names the limit. */
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
