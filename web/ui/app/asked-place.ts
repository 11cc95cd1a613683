/** A dashboard, and perhaps a module on it, as a link names them beside the session. */
export interface AskedPlace {
  readonly dashboardId: string;
  readonly moduleId: string | null;
}

/** What an address asks for; null for the session or snapshot alone. */
export function readAskedPlace(search: string): AskedPlace | null {
  const query = new URLSearchParams(search);
  const dashboardId = query.get('dashboard');
  return dashboardId ? { dashboardId, moduleId: query.get('chart') } : null;
}
