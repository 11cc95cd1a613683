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

/** A signed-in user with a separate browser profile. */
export interface Person {
  readonly user: User;
  readonly context: BrowserContext;
  /** The API as this user, as from another device. */
  readonly api: Api;
  /** Opens a new tab at a path of the site. */
  open(path?: string): Promise<Page>;
  /**
   * Opens a new tab with a saved session that has one note. The session is created without the screen, for tests of
   * what comes later. `beginSaved` creates one through the screens, from the start page.
   */
  openSaved(title: string, note: string): Promise<{ readonly page: Page; readonly id: string }>;
  /** Errors in all their tabs. */
  errors(): string[];
}

interface At {
  readonly url?: string;
  /** With the service worker, which loads the whole site at the first visit. */
  readonly offline?: boolean;
}

/** A new user, whose tabs are closed when the test ends. */
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
      if (status !== 201) throw new Error(`The session was not created: status ${status}.`);
      const page = await open(`/?session=${id}`);
      await noteSays(page, note);
      await statusSays(page, SAVED);
      return { page, id };
    },
  };
}

/** The template of "New session", with this text in the note. */
export function contentWithNote(text: string): SessionContent {
  const content = templateContent('empty');
  const note = content.dashboards[0]?.modules[0]?.id ?? '';
  return changeModuleSettings(content, note, { text });
}
