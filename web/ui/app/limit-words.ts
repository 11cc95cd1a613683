import * as limits from '../../workbench/content/limits.ts';

export const DASHBOARD_LIMIT = `A session holds at most ${limits.DASHBOARDS_MAX} dashboards.`;
export const MODULE_LIMIT = `A dashboard holds at most ${limits.MODULES_PER_DASHBOARD_MAX} modules.`;
export const ENSEMBLE_LIMIT = `A session holds at most ${limits.ENSEMBLES_MAX} ensembles.`;
export const ANNOTATION_LIMIT = `A session holds at most ${limits.ANNOTATIONS_MAX} annotations.`;
