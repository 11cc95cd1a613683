import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { templateContent } from '../../web/workbench/content/template-contents.ts';
import { changeModuleSettings } from '../../web/workbench/edits/modules.ts';
import { type Api, apiClient } from '../api/api-client.ts';
import { collectErrors, type PageErrors, signInAs } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
import { newUser, type User } from '../support/users.ts';
import { noteSays, SAVED, statusSays } from './workbench-steps.ts';

/** Somebody with a browser profile of their own, signed in. */
export interface Person {
  readonly user: User;
  readonly context: BrowserContext;
  /** What they could do to the API from another device. */
  readonly api: Api;
  /** A new tab at a path of the site. */
  open(path?: string): Promise<Page>;
  /**
   * A new tab at a session of theirs that is saved and has one note. It is made without a screen: for tests of what
   * comes after. `beginSaved` makes one as people do, with the start page before it.
   */
  openSaved(title: string, note: string): Promise<{ readonly page: Page; readonly id: string }>;
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
  const api = apiClient(inject('stack').functionsUrl, user);
  const open = async (path = '/') => {
    const page = await context.newPage();
    found.push(await collectErrors(page));
    await page.goto(url + path);
    return page;
  };
  return {
    user,
    context,
    errors: () => found.flatMap(({ console, csp }) => [...console, ...csp]),
    api,
    open,
    async openSaved(title, note) {
      const content = JSON.stringify(contentWithNote(note));
      const { status, body: id } = await api('create-session', { body: { title, content } });
      if (status !== 201) throw new Error(`The session was not made: status ${status}.`);
      const page = await open(`/?session=${id}`);
      await noteSays(page, note);
      await statusSays(page, SAVED);
      return { page, id };
    },
  };
}

/** What "New session" begins with, but with this text in the note. */
export function contentWithNote(text: string): SessionContent {
  const content = templateContent('empty');
  const note = content.dashboards[0]?.modules[0]?.id ?? '';
  return changeModuleSettings(content, note, { text });
}
