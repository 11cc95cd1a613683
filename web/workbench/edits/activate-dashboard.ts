import type { SessionContent } from '../content/schema.ts';

/** Opens a dashboard. For `look`: no step to undo, and kept only together with the next edit. */
export function activateDashboard(content: SessionContent, id: string): SessionContent {
  if (content.activeDashboardId === id || !content.dashboards.some((one) => one.id === id)) {
    return content;
  }
  return { ...content, activeDashboardId: id };
}
