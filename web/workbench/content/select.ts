import type { PercentilesCount } from '../statistics/ranks.ts';
import type {
  Dashboard,
  Ensemble,
  ModuleInstance,
  SessionContent,
  SharedContent,
} from './schema.ts';

const SERIES_COLORS = 8;

/** The dashboard that is open: the active one, or the first if that one is gone; undefined if there is none. */
export function activeDashboard(content: SessionContent): Dashboard | undefined {
  const { dashboards, activeDashboardId } = content;
  return dashboards.find(({ id }) => id === activeDashboardId) ?? dashboards[0];
}

export function ensembleById(content: SessionContent, id: string): Ensemble | undefined {
  return content.ensembleSet.ensembles.find((ensemble) => ensemble.id === id);
}

/** A module and its dashboard. */
export function moduleById(
  content: SessionContent,
  id: string,
): { dashboard: Dashboard; module: ModuleInstance } | undefined {
  for (const dashboard of content.dashboards) {
    const module = dashboard.modules.find((one) => one.id === id);
    if (module) return { dashboard, module };
  }
  return undefined;
}

/** An ensemble's colour: "series-3" of the theme, or "#1f77b4". By default it follows from the position. */
export function ensembleColor(content: SharedContent, ensembleId: string): string {
  const chosen = content.settings.ensembleColors[ensembleId];
  if (chosen !== undefined) return chosen;
  const index = content.ensembleSet.ensembles.findIndex(({ id }) => id === ensembleId);
  return `series-${(Math.max(index, 0) % SERIES_COLORS) + 1}`;
}

/** How percentiles count; exceedance unless somebody chose otherwise. */
export function percentilesCount({ settings }: Pick<SharedContent, 'settings'>): PercentilesCount {
  return settings.percentilesCount ?? 'exceedance';
}
