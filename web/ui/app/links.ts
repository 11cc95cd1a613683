export function sessionUrl(id: string): string {
  return new URL(`/?session=${id}`, location.origin).href;
}

export function snapshotUrl(id: string): string {
  return new URL(`/?snapshot=${id}`, location.origin).href;
}

/** Link to a dashboard, or to a module on it, of the open session or snapshot; null if that has no address yet. */
export function placeLink(href: string, dashboardId: string, moduleId?: string): string | null {
  const link = new URL(href);
  if (!link.searchParams.has('session') && !link.searchParams.has('snapshot')) return null;
  link.searchParams.set('dashboard', dashboardId);
  if (moduleId) link.searchParams.set('chart', moduleId);
  return link.href;
}

/** A dashboard, and optionally a module on it, that a link names in addition to the session. */
interface AskedPlace {
  readonly dashboardId: string;
  readonly moduleId: string | null;
}

/** Parses the dashboard and module from a query string; null if it names no dashboard. */
export function readAskedPlace(search: string): AskedPlace | null {
  const query = new URLSearchParams(search);
  const dashboardId = query.get('dashboard');
  return dashboardId ? { dashboardId, moduleId: query.get('chart') } : null;
}
