/**
 * As the function in `site-updates.ts`, whose code is loaded when the page is there. If it cannot be loaded, a newer build
 * is noticed at the next start.
 */
export function watchForUpdates(onReady: () => void): { apply(): void } {
  const watching = import('./site-updates.ts').then((code) => code.watchForUpdates(onReady));
  watching.catch(() => undefined);
  return { apply: () => void watching.then(({ apply }) => apply()) };
}
