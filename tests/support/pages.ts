import type { BrowserContext, Page } from 'playwright-core';
import { cookieFor, type User } from './users.ts';

/** Signs in a user at the site at `url` in this browser; without a user, signs out. */
export async function signInAs(
  context: BrowserContext,
  user: User | undefined,
  url: string,
): Promise<void> {
  await context.clearCookies();
  if (!user) return;
  const [name = '', ...value] = cookieFor(user).split('=');
  await context.addCookies([
    { name, value: value.join('='), url, httpOnly: true, sameSite: 'Lax' },
  ]);
}

/** Errors of a page, collected in the background. */
export interface PageErrors {
  /** Uncaught exceptions and console messages of level "error". */
  readonly console: string[];
  /** Violations of the content security policy: the blocked address and the directive. */
  readonly csp: string[];
}

/** Opens a page of `context` for a user and collects its errors; it has not navigated yet. */
export async function newPage(
  context: BrowserContext,
  user: User | undefined,
  url: string,
): Promise<{ page: Page; errors: PageErrors }> {
  await signInAs(context, user, url);
  const page = await context.newPage();
  return { page, errors: await collectErrors(page) };
}

/** Starts collecting a page's errors. */
export async function collectErrors(page: Page): Promise<PageErrors> {
  const errors: PageErrors = { console: [], csp: [] };
  page.on('pageerror', (error) => errors.console.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.console.push(message.text());
  });
  await page.exposeFunction('reportCspViolation', (text: string) => errors.csp.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = Reflect.get(window, 'reportCspViolation') as (text: string) => void;
      report(`${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}`);
    });
  });
  return errors;
}
