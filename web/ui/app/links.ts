import type { AppModel } from './app-model.ts';

export function sessionUrl(id: string): string {
  return new URL(`/?session=${id}`, location.origin).href;
}

export function snapshotUrl(id: string): string {
  return new URL(`/?snapshot=${id}`, location.origin).href;
}

/** Copies a link; where the browser does not allow that, the link is shown. */
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

/** The address of a dashboard or a module of what is open; null while that has no address of its own. */
export function placeLink(href: string, dashboardId: string, moduleId?: string): string | null {
  const link = new URL(href);
  if (!link.searchParams.has('session') && !link.searchParams.has('snapshot')) return null;
  link.searchParams.set('dashboard', dashboardId);
  if (moduleId) link.searchParams.set('chart', moduleId);
  return link.href;
}

/** Copies the link, or says what must come first. */
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

/** A dashboard, and perhaps a module on it, as a link names them beside the session. */
interface AskedPlace {
  readonly dashboardId: string;
  readonly moduleId: string | null;
}

/** What an address asks for; null for the session or snapshot alone. */
export function readAskedPlace(search: string): AskedPlace | null {
  const query = new URLSearchParams(search);
  const dashboardId = query.get('dashboard');
  return dashboardId ? { dashboardId, moduleId: query.get('chart') } : null;
}
