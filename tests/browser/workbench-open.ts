/** Opens a page of the real site with the test's own content. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import { newPage, type PageErrors } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
import { newUser, type User } from '../support/users.ts';

export interface Opened {
  readonly page: Page;
  readonly errors: PageErrors;
  readonly user: User;
}

/** A page of a new, signed-in user, before its first navigation. */
export async function newVisitor(
  url: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const viewport = { width: 1280, height: 900 };
  const context = await newTestContext({ viewport, ...options });
  const user = newUser('Workbench');
  return { ...(await newPage(context, user, url)), user };
}

/** Saves content as this page's user, as a session or a snapshot. Returns its id. */
export async function store(
  page: Page,
  url: string,
  kind: 'sessions' | 'snapshots',
  content: SessionContent,
): Promise<string> {
  const data = { title: 'Stored by a test', content: JSON.stringify(content) };
  const answer = await page.request.post(`${url}/api/persistence/${kind}`, { data });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** Opens a session with this content. */
export async function openWith(page: Page, url: string, content: SessionContent): Promise<void> {
  await page.goto(`${url}/?session=${await store(page, url, 'sessions', content)}`);
  await page.getByRole('navigation', { name: 'Dashboards' }).waitFor();
}
