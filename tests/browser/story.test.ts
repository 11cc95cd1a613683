import { expect, inject, test } from 'vitest';
import { collectErrors } from '../support/pages.ts';
import { newTestContext } from '../support/test-browser.ts';
import {
  BACKED_UP,
  beginSession,
  noteSays,
  SCREEN,
  saveFirst,
  sessionIdOf,
  statusSays,
  writeNote,
} from './workbench-steps.ts';

test('A person signs in, writes, sees the backup, saves, reloads, closes the tab and recovers the unsaved work', async () => {
  const { url } = inject('stack');
  const context = await newTestContext();
  const page = await context.newPage();
  const errors = await collectErrors(page);

  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Alice').first().click();
  await page.getByRole('heading', { name: 'Welcome, Alice' }).waitFor();

  await beginSession(page);
  await writeNote(page, 'first thought');
  await statusSays(page, BACKED_UP);
  await expect.poll(() => page.title(), SCREEN).toMatch(/^● /);

  const id = await saveFirst(page, 'The story');
  expect(new URL(page.url()).search).toBe(`?session=${id}`);
  await expect.poll(() => page.title(), SCREEN).toBe('The story - Holdfast');

  await page.reload();
  await noteSays(page, 'first thought');
  expect(sessionIdOf(page)).toBe(id);

  await writeNote(page, 'second thought');
  await statusSays(page, BACKED_UP);
  await page.reload();
  await noteSays(page, 'second thought');
  await statusSays(page, BACKED_UP);

  await page.close();
  const again = await context.newPage();
  await again.goto(`${url}/?session=${id}`);
  const dialog = again.getByRole('dialog', { name: 'Recover unsaved changes?' });
  await dialog.getByText('The story').first().waitFor();
  await dialog.getByRole('button', { name: 'Recover changes' }).click();
  await noteSays(again, 'second thought');
  await again.getByText(/Recovered: your work from today/).waitFor();
  await statusSays(again, BACKED_UP);

  expect(errors).toEqual({ console: [], csp: [] });
  await context.close();
});
