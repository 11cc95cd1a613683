import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { type Api, apiClient } from '../api/api-client.ts';
import { collectErrors, type PageErrors, signInAs } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
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

/** Somebody new; their tabs are closed when the test ends. */
export async function newPerson(
  name = 'Alice',
  { url = inject('stack').url, offline = false }: At = {},
): Promise<Person> {
  const user = newUser(name);
  const context = await newTestContext({ serviceWorkers: offline ? 'allow' : 'block' });
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
}
