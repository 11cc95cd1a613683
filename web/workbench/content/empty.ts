import type { SessionContent } from './schema.ts';
import { CONTENT_SCHEMA_VERSION } from './version.ts';

/** A content with nothing in it, not even a dashboard. */
export const EMPTY_CONTENT: SessionContent = {
  schemaVersion: CONTENT_SCHEMA_VERSION,
  activeDashboardId: '',
  settings: { percentiles: [10, 50, 90], ensembleColors: {} },
  userCreatedItems: { annotations: [] },
  dashboards: [],
  ensembleSet: { ensembles: [] },
  realizationFilterSet: { filters: {} },
};
