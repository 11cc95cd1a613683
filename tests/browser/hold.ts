import type { Page, Route } from 'playwright-core';

/** Holds back the page's requests to these addresses until the returned function is called. */
export async function hold(page: Page, addresses: string | RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(addresses, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Holds back API requests of this method: `made` resolves when one arrives, `answer` lets it continue with `then`. */
export async function holdRequest(
  page: Page,
  method: string,
  path: string,
  then: (route: Route) => Promise<void>,
) {
  const [made, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route(`**/api/persistence/${path}`, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    made.resolve();
    await answered.promise;
    return then(route);
  });
  return { made: made.promise, answer: () => answered.resolve() };
}
