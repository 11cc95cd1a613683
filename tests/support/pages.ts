import type { BrowserContext, Page } from 'playwright-core';
import { cookieFor, type User } from './users.ts';

/** Signs a user in to the site at `url` in this browser, or whoever was signed in out. */
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

/** What went wrong on a page while nobody looked. */
export interface PageErrors {
  /** Uncaught exceptions and messages of the console's level "error". */
  readonly console: string[];
  /** Violations of the content security policy: what was blocked and by which directive. */
  readonly csp: string[];
}

/** Opens a page of `context` for a user and collects its errors; it has not gone anywhere yet. */
export async function newPage(
  context: BrowserContext,
  user: User | undefined,
  url: string,
): Promise<{ page: Page; errors: PageErrors }> {
  await signInAs(context, user, url);
  const page = await context.newPage();
  return { page, errors: await collectErrors(page) };
}

/** Collects a page's errors from now on. */
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
