import type { AppModel } from './app-model.ts';

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
  { ports, toasts }: Pick<AppModel, 'ports' | 'toasts'>,
  dashboardId: string,
  moduleId?: string,
): void {
  const link = placeLink(location.href, dashboardId, moduleId);
  if (!link) {
    toasts.show({ tone: 'warning', text: 'Save the session first: until then it has no link.' });
    return;
  }
  ports.device.copy(link).then(
    () => toasts.show({ tone: 'success', text: 'Link copied' }),
    () => toasts.show({ tone: 'warning', text: 'The browser did not allow copying.' }),
  );
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
