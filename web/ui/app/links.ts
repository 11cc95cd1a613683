import type { AppModel } from './app-model.ts';

export function sessionUrl(id: string): string {
  return new URL(`/?session=${id}`, location.origin).href;
}

export function snapshotUrl(id: string): string {
  return new URL(`/?snapshot=${id}`, location.origin).href;
}

/** Copies a link, or shows it if the browser does not allow copying. */
export async function copyLink(
  { ports, toasts }: Pick<AppModel, 'ports' | 'toasts'>,
  url: string,
): Promise<void> {
  try {
    await ports.device.copy(url);
    toasts.show({ tone: 'success', text: 'Link copied' });
  } catch {
    const text = `The browser did not allow copying. The link: ${url}`;
    toasts.show({ tone: 'warning', text });
  }
}

/** Link to a dashboard, or to a module on it, of the open session or snapshot; null if that has no address yet. */
export function placeLink(href: string, dashboardId: string, moduleId?: string): string | null {
  const link = new URL(href);
  if (!link.searchParams.has('session') && !link.searchParams.has('snapshot')) return null;
  link.searchParams.set('dashboard', dashboardId);
  if (moduleId) link.searchParams.set('chart', moduleId);
  return link.href;
}

/** Copies the link to a dashboard or module, or asks the person to save first. */
export function copyPlaceLink(
  app: Pick<AppModel, 'ports' | 'toasts'>,
  dashboardId: string,
  moduleId?: string,
): void {
  const link = placeLink(location.href, dashboardId, moduleId);
  if (!link) {
    app.toasts.show({
      tone: 'warning',
      text: 'Save the session first: until then it has no link.',
    });
    return;
  }
  void copyLink(app, link);
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
