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
