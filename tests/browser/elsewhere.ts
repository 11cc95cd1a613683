/** Actions of a person on another device while a page is open here. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SessionContent } from '../../web/workbench/content/schema.ts';
import type { Person } from './people.ts';

/** The content on the server. */
export async function contentOf(person: Person, id: string): Promise<string> {
  return (await person.api('get-session', { params: { id } })).body.content;
}

/** Saves the session from another device, with `note` as the text of its note and `dashboard` as the dashboard's name. */
export async function saveElsewhere(
  person: Person,
  id: string,
  { note, dashboard }: { note: string; dashboard?: string },
): Promise<void> {
  const content: SessionContent = JSON.parse(await contentOf(person, id));
  const changed = {
    ...content,
    dashboards: content.dashboards.map(({ name, modules, ...rest }) => ({
      ...rest,
      name: dashboard ?? name,
      modules: modules.map((module) => ({ ...module, settings: { text: note } })),
    })),
  };
  const body = { content: JSON.stringify(changed) };
  expect((await person.api('update-session', { params: { id }, body })).status).toBe(200);
}

/** Makes a page check the server at once. */
export function comeBack(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
