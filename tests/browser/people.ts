import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { type Api, apiClient } from '../api/api-client.ts';
import { launchChromium, newContext } from '../support/chromium.ts';
import { collectErrors, type PageErrors, signInAs } from '../support/pages.ts';
import { newUser, type User } from '../support/users.ts';

/** Somebody with a browser profile of their own, signed in. */
export interface Person {
  readonly user: User;
  readonly context: BrowserContext;
  /** What they could do to the API from another device. */
  readonly api: Api;
  /** A new tab at a path of the site. */
  open(path?: string): Promise<Page>;
  /** What went wrong in all their tabs while nobody looked. */
  errors(): string[];
}

interface At {
  readonly url?: string;
  /** With the service worker, which loads the whole site at the first visit. */
  readonly offline?: boolean;
}

/** One browser for a test file; everybody's tabs are closed after each test. */
export function people(): { newPerson(name?: string, at?: At): Promise<Person> } {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser?.close());

  return {
    async newPerson(name = 'Alice', { url = inject('stack').url, offline = false } = {}) {
      const user = newUser(name);
      const serviceWorkers = offline ? 'allow' : 'block';
      const context = await newContext(browser, { serviceWorkers });
      contexts.push(context);
      await signInAs(context, user, url);
      const found: PageErrors[] = [];
      return {
        user,
        context,
        errors: () => found.flatMap(({ console, csp }) => [...console, ...csp]),
        api: apiClient(inject('stack').functionsUrl, user),
        async open(path = '/') {
          const page = await context.newPage();
          found.push(await collectErrors(page));
          await page.goto(url + path);
          return page;
        },
      };
    },
  };
}
