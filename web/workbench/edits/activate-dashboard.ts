import type { SessionContent } from '../content/schema.ts';

/** Opens a dashboard. For `look`: no undo step, and stored only with the next edit. */
export function activateDashboard(content: SessionContent, id: string): SessionContent {
  if (content.activeDashboardId === id || !content.dashboards.some((one) => one.id === id)) {
    return content;
  }
  return { ...content, activeDashboardId: id };
}
